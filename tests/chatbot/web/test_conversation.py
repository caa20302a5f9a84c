from dataclasses import replace

from web_fakes import SmallBot

from chatbot.web.conversation import Conversations, Exchange, Limits, is_token, turns


def test_exchanges_are_numbered_from_one_and_kept_in_order():
    kept = Conversations()
    first, second = kept.begin("a" * 32, "Eins?", Limits()), kept.begin("a" * 32, "Zwei?", Limits())
    assert (first.number, second.number) == (1, 2)
    assert [e.question for e in kept.exchanges("a" * 32)] == ["Eins?", "Zwei?"]


def test_conversations_of_different_pages_do_not_mix():
    kept = Conversations()
    kept.begin("a", "Eins?", Limits())
    assert kept.exchanges("b") == ()


def test_the_conversation_unused_for_longest_is_forgotten_first():
    kept = Conversations(max_conversations=2)
    for token in ("a", "b"):
        kept.begin(token, "?", Limits())
    kept.exchanges("a")
    kept.begin("c", "?", Limits())
    assert (len(kept.exchanges("a")), len(kept.exchanges("b")), len(kept.exchanges("c"))) == (1, 0, 1)


def test_a_long_conversation_keeps_its_newest_exchanges_and_their_numbers():
    kept = Conversations(max_exchanges=3)
    for n in range(5):
        kept.begin("a", str(n), Limits())
    assert [e.number for e in kept.exchanges("a")] == [3, 4, 5]


def test_a_stopped_exchange_cannot_go_on():
    kept = Conversations()
    exchange = kept.begin("a", "?", Limits())
    kept.stop("a")
    assert kept.proceed("a", exchange.number, state="writing") is None
    assert kept.exchanges("a")[0].state == "stopped"


def test_stopping_leaves_finished_exchanges_as_they_are():
    kept = Conversations()
    exchange = kept.begin("a", "?", Limits())
    kept.change("a", exchange.number, state="done")
    kept.stop("a")
    assert kept.exchanges("a")[0].state == "done"


def test_a_cleared_conversation_takes_no_more_changes():
    kept = Conversations()
    exchange = kept.begin("a", "?", Limits())
    kept.clear("a")
    assert kept.change("a", exchange.number, state="done") is None
    assert kept.exchanges("a") == ()


def test_only_finished_exchanges_become_turns(bot: SmallBot):
    answer = list(bot.stream("Wer gehört zur Delegation?"))[-1]
    done = Exchange(1, "Wer?", state="done", answer=answer)
    failed = replace(done, number=2, state="failed", answer=None)
    assert [t.question for t in turns((done, failed))] == ["Wer?"]
    assert turns((done,))[0].answer == answer.text


def test_a_token_is_thirty_two_hexadecimal_digits():
    assert is_token("0123456789abcdef" * 2)
    assert not any(map(is_token, ["", "x" * 32, "0" * 31, "0" * 33, None, 5, "0" * 32 + "\n"]))
