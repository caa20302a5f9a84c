"""What can be wrong with a language model that somebody chose, said in German and English."""

from __future__ import annotations

from chatbot.errors import ProfileError

_TEXTS = {
    "no_folder": (
        "Es gibt keinen Modellordner {name}; einen Ordner mit config.json und *.safetensors angeben",
        "there is no model folder {name}; give a folder with config.json and *.safetensors",
    ),
    "runs_code": (
        "Der Modellordner {name} enthält {file}, das Programme ausführen könnte; nur safetensors, JSON und Text darin lassen",
        "model folder {name} holds {file}, which could run code; keep only safetensors, JSON and text",
    ),
    "no_config": (
        "Im Modellordner {name} fehlt config.json; den Ordner angeben, in dem sie liegt",
        "model folder {name} has no config.json; give the folder that holds it",
    ),
    "no_weights": (
        "Im Modellordner {name} liegen keine Gewichte (*.safetensors); andere Formate werden nicht geladen",
        "model folder {name} has no *.safetensors weights; other formats are not loaded",
    ),
    "damaged": (
        "Die config.json im Modellordner {name} ist beschädigt; das Modell noch einmal holen",
        "model folder {name} has a damaged config.json; fetch the model anew",
    ),
    "no_name": (
        "„{name}“ ist weder ein Ordner auf diesem Rechner noch ein Modellname wie Qwen/Qwen3-1.7B",
        "{name!r} is neither a folder here nor a model name such as Qwen/Qwen3-1.7B",
    ),
    "absent": (
        "Das Modell {name} liegt nicht auf diesem Rechner; mit „python -m chatbot models get {name}“ einmal holen oder einen "
        "Ordner angeben, in dem es liegt",
        "the model {name} is not on this machine; fetch it once with `python -m chatbot models get {name}`, or give a folder "
        "that holds it",
    ),
    "no_template": (
        "{name} ist kein Modell für Gespräche; eines nehmen, das Anweisungen versteht",
        "model {name} has no chat template; choose an instruction-tuned model",
    ),
    "no_detector": (
        "{name} erkennt keine ungedeckten Worte; ein LettuceDetect-Modell wie KRLabsOrg/lettucedect-v2-mmbert-base nehmen",
        "model {name} detects no unsupported words; choose a LettuceDetect model such as KRLabsOrg/lettucedect-v2-mmbert-base",
    ),
    "unloadable": (
        "Das Modell {name} lässt sich nicht laden ({said}); noch einmal holen oder ein anderes wählen",
        "model {name} cannot be loaded: {said}; fetch it anew or choose another",
    ),
    "no_address": (
        "„{name}“ ist keine Serveradresse; http://rechner:8000/v1#modell schreiben",
        "{name!r} is no server address; write http://host:8000/v1#model",
    ),
    "silent_server": (
        "Der Server {name} nennt keine Modelle ({said}); läuft er? Oder #modell anhängen",
        "the server at {name} lists no models ({said}); is it running? Or add #model",
    ),
    "empty_server": (
        "Auf dem Server {name} ist kein Modell geladen; dort eines laden oder #modell an die Adresse hängen",
        "the server at {name} has no model loaded; load one there or add #model to the address",
    ),
}


def unusable(kind: str, name: str, **values: str) -> ProfileError:
    """The error for one thing that can be wrong with a chosen model, in both languages.

    Raises:
        KeyError: there is no such `kind`, or a value its text needs is missing.
    """
    german, english = (text.format(name=name, **values) for text in _TEXTS[kind])
    return ProfileError(english, {"de": german, "en": english})
