# Two commands: `make run` opens the page, `make test` proves it. Both set up everything, and are quick the second time.
# Plain make, sh and pip; works with the make that ships with macOS (3.81).

PYTHON ?= python3
VENV ?= .venv
PY = $(VENV)/bin/python
PIP_INSTALL = $(PY) -m pip install -qq --disable-pip-version-check
# TORCH_INDEX: an index that holds CPU builds of torch. Linux users without a GPU save gigabytes with
#   make run TORCH_INDEX=...   (PyTorch's "Get started" page names it)
TORCH_INDEX ?=
# DATA: the folder of training data; DICTIONARY: the German-English word list of Debian's package trans-de-en; OUT: where training
# keeps its work (see index/training). BENCH: the articles that `make bench` indexes, one JSON object a line. The *_ARGS are passed on.
DATA ?= data
OUT ?= training-out
DICTIONARY ?= /usr/share/trans/de-en
GOLD ?= seeds/gold.jsonl
RUN_ARGS ?=
EVAL_ARGS ?=
BENCH ?= $(DATA)/text/klexikon_wikipedia_de.jsonl.gz
BENCH_ARGS ?=
TRAIN_ARGS ?=

.PHONY: help run test unit lint bench evaluate expected train-static train-encoder train-reader fit clean

help:
	@echo "make run            set up, index the starter articles, open the page on 127.0.0.1   (RUN_ARGS=\"--port 7861\")"
	@echo "make test           set up and run every test"
	@echo "make unit           the quick tests only"
	@echo "make lint           ruff and mypy"
	@echo "make evaluate       measure the answers on seeds/gold.jsonl                  (GOLD=... EVAL_ARGS=...)"
	@echo "make bench          speed and memory, beside other libraries                 (DATA=folder BENCH_ARGS=...)"
	@echo "make expected       measure every data set anew and write the expected scores of the tests"
	@echo "make train-static | train-encoder | train-reader DATA=folder   train the bundled models anew"
	@echo "make fit DATA=folder   fit the weights of the answers to the bundled models"
	@echo "make clean          remove the virtual environment and caches"

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 10) else "Python 3.10 or newer is needed, this is " + sys.version.split()[0] + "; try: make PYTHON=python3.12 ...")'
	@echo "Setting up $(VENV) (once, a few minutes) ..."
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.installed: $(VENV)/.made requirements.txt
	@test -z "$(TORCH_INDEX)" || $(PIP_INSTALL) "$$(grep '^torch==' requirements.txt)" --index-url "$(TORCH_INDEX)"
	@$(PIP_INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: $(VENV)/.installed requirements-dev.txt
	@$(PIP_INSTALL) -r requirements-dev.txt
	@touch $@

$(VENV)/.installed-training: $(VENV)/.installed-dev index/training/requirements.txt
	@$(PIP_INSTALL) -r index/training/requirements.txt
	@touch $@

run: $(VENV)/.installed
	@$(PY) app.py $(RUN_ARGS)

test: $(VENV)/.installed-dev
	@$(PY) -m pytest

unit: $(VENV)/.installed-dev
	@$(PY) -m pytest -m "not slow and not regression"

lint: $(VENV)/.installed-dev
	@$(PY) -m ruff check .
	@$(PY) -m mypy

bench: $(VENV)/.installed-dev
	@$(PY) tests/benchmarks/bench_index.py $(BENCH) $(BENCH_ARGS)

evaluate: $(VENV)/.installed
	@$(PY) -m chatbot evaluate $(GOLD) $(EVAL_ARGS)

expected: $(VENV)/.installed-dev
	@$(PY) tests/regression/reproduce.py --write

# Training: the static embedder first, then the encoder from it, then the reader from the encoder. Each takes about an hour or
# more on two cores (minutes on a GPU) and puts the finished model where the program looks for it.
WRITTEN = --human $(OUT)/human.jsonl.gz --generated $(OUT)/generated.jsonl.gz

train-static: $(VENV)/.installed-training $(OUT)/human.jsonl.gz $(OUT)/generated.jsonl.gz
	@$(PY) -m index.training.static $(DATA) $(DICTIONARY) $(OUT) $(WRITTEN) $(TRAIN_ARGS)
	@$(PY) -m index.training.export static $(OUT) index/bundled/static

train-encoder: $(VENV)/.installed-training $(OUT)/human.jsonl.gz $(OUT)/generated.jsonl.gz
	@$(PY) -m index.training.encoder $(DATA) $(DICTIONARY) $(OUT) $(WRITTEN) $(TRAIN_ARGS)
	@$(PY) -m index.training.export encoder $(OUT) index/bundled/encoder

train-reader: $(VENV)/.installed-training $(OUT)/human.jsonl.gz $(OUT)/generated.jsonl.gz
	@test -d $(OUT)/language || $(PY) -m index.training.language $(DATA) $(OUT) --start $(OUT)/encoder
	@$(PY) -m index.training.reader $(DATA) $(OUT) $(WRITTEN) $(TRAIN_ARGS)
	@$(PY) -m index.training.export reader $(OUT) chatbot/bundled/reader

$(OUT)/generated.jsonl.gz: | $(VENV)/.installed-training
	@mkdir -p $(OUT)
	@$(PY) -m index.training.questions $(DATA) $@ --dictionary $(DICTIONARY)

$(OUT)/human.jsonl.gz: | $(VENV)/.installed-training
	@mkdir -p $(OUT)
	@$(PY) -m index.training.questions $(DATA) $@ --dictionary $(DICTIONARY) --human

fit: $(VENV)/.installed-training
	@$(PY) -m chatbot.training.fit_answers $(DATA) $(TRAIN_ARGS)

clean:
	rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache
