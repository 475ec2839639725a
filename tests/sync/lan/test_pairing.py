"""A code of six digits becomes trust in two certificates, and nothing else does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sync.lan import pake
from sync.lan.identity import fingerprint_of_pem, make_identity
from sync.lan.pairing import Pairing, TroubleError, make_code
from sync.lan.words import TRIES, Confirm, ConfirmAnswer, Hello, HelloAnswer, Trouble

if TYPE_CHECKING:
    from organiser_kit.environment import Environment
    from sync.lan.identity import Identity

CODE = "204815"


@pytest.fixture
def sharer(environment: Environment) -> Identity:
    return make_identity(environment)


@pytest.fixture
def joiner(environment: Environment) -> Identity:
    return make_identity(environment)


@pytest.fixture
def pairing(environment: Environment, sharer: Identity) -> Pairing:
    return Pairing(environment, CODE, sharer.fingerprint)


class Caller:
    """The joining side of an attempt, by hand."""

    def __init__(self, environment: Environment, code: str = CODE) -> None:
        self.half = pake.Half(code, environment, sharing=False)

    def hello(self, pairing: Pairing) -> HelloAnswer:
        return pairing.hello(Hello(half=self.half.message.hex()))

    def proofs(self, answer: HelloAnswer, sharer: str, joiner: str) -> pake.Proofs:
        return self.half.finish(bytes.fromhex(answer.half), sharer=sharer, joiner=joiner)


def attempt(
    pairing: Pairing, environment: Environment, sharer: Identity, joiner: Identity, code: str = CODE
) -> tuple[ConfirmAnswer, pake.Proofs]:
    caller = Caller(environment, code)
    answer = caller.hello(pairing)
    proofs = caller.proofs(answer, sharer.fingerprint, joiner.fingerprint)
    message = Confirm(attempt=answer.attempt, proof=proofs.joining, certificate=joiner.certificate)
    return pairing.confirm(message), proofs


def test_the_right_code_lets_a_certificate_in(
    pairing: Pairing, environment: Environment, sharer: Identity, joiner: Identity
) -> None:
    with pytest.raises(TroubleError, match=Trouble.NOT_PAIRED):
        pairing.recognise(joiner.fingerprint)

    answer, proofs = attempt(pairing, environment, sharer, joiner)

    assert pake.same(answer.proof, proofs.sharing)
    assert pairing.recognise(joiner.fingerprint) == joiner.fingerprint
    for other in (None, sharer.fingerprint):
        with pytest.raises(TroubleError, match=Trouble.NOT_PAIRED):
            pairing.recognise(other)


def test_five_wrong_codes_end_the_share_even_for_who_was_in(
    pairing: Pairing, environment: Environment, sharer: Identity, joiner: Identity
) -> None:
    attempt(pairing, environment, sharer, joiner)
    told = []
    for guess in range(TRIES):
        with pytest.raises(TroubleError) as refused:
            attempt(pairing, environment, sharer, joiner, f"{guess:06}")
        told.append((refused.value.trouble, refused.value.left))

    assert told == [*((Trouble.WRONG_CODE, left) for left in (4, 3, 2, 1)), (Trouble.SHARE_ENDED, 0)]
    assert pairing.ended
    with pytest.raises(TroubleError, match=Trouble.SHARE_ENDED):
        attempt(pairing, environment, sharer, joiner)
    with pytest.raises(TroubleError, match=Trouble.SHARE_ENDED):
        pairing.recognise(joiner.fingerprint)


def test_attempts_opened_side_by_side_give_no_more_guesses(
    pairing: Pairing, environment: Environment, sharer: Identity, joiner: Identity
) -> None:
    callers = [Caller(environment, f"{guess:06}") for guess in range(20)]
    answers = [caller.hello(pairing) for caller in callers]
    heard = 0
    for caller, answer in zip(callers, answers, strict=True):
        proofs = caller.proofs(answer, sharer.fingerprint, joiner.fingerprint)
        with pytest.raises(TroubleError) as refused:
            pairing.confirm(
                Confirm(attempt=answer.attempt, proof=proofs.joining, certificate=joiner.certificate)
            )
        heard += refused.value.left > 0

    assert (heard, pairing.ended) == (TRIES - 1, True)


def test_one_attempt_is_one_guess(
    pairing: Pairing, environment: Environment, sharer: Identity, joiner: Identity
) -> None:
    caller = Caller(environment, "000000")
    answer = caller.hello(pairing)
    proofs = caller.proofs(answer, sharer.fingerprint, joiner.fingerprint)
    message = Confirm(attempt=answer.attempt, proof=proofs.joining, certificate=joiner.certificate)
    with pytest.raises(TroubleError, match=Trouble.WRONG_CODE):
        pairing.confirm(message)
    with pytest.raises(TroubleError, match=Trouble.NOT_PAIRED):
        pairing.confirm(message)


@pytest.mark.parametrize("swapped", ["sharer", "joiner"])
def test_who_stands_between_with_another_certificate_is_not_let_in(
    pairing: Pairing, environment: Environment, sharer: Identity, joiner: Identity, swapped: str
) -> None:
    """Even passing on the right code's own proof: it speaks of another certificate."""
    between = make_identity(environment)
    caller = Caller(environment)
    answer = caller.hello(pairing)
    seen = between if swapped == "sharer" else sharer
    proofs = caller.proofs(answer, seen.fingerprint, joiner.fingerprint)
    shown = between if swapped == "joiner" else joiner
    with pytest.raises(TroubleError, match=Trouble.WRONG_CODE):
        pairing.confirm(Confirm(attempt=answer.attempt, proof=proofs.joining, certificate=shown.certificate))
    with pytest.raises(TroubleError):
        pairing.recognise(shown.fingerprint)


def test_the_answer_of_who_does_not_know_the_code_proves_nothing(
    environment: Environment, sharer: Identity, joiner: Identity
) -> None:
    """A false sharing side that accepts everything is found out by the joining side."""
    caller = Caller(environment)
    false = pake.Half("999999", environment, sharing=True)
    seen = {"sharer": sharer.fingerprint, "joiner": joiner.fingerprint}

    proofs = caller.half.finish(false.message, **seen)

    assert not pake.same(proofs.sharing, false.finish(caller.half.message, **seen).sharing)


def test_a_proof_is_no_answer_to_itself(
    pairing: Pairing, environment: Environment, sharer: Identity, joiner: Identity
) -> None:
    answer, proofs = attempt(pairing, environment, sharer, joiner)

    assert not pake.same(answer.proof, proofs.joining)


@pytest.mark.parametrize(
    "half",
    ["", "zz", "41" + "00" * 32, "41" + "ff" * 32, "42" + "01" * 32, "53" + "01" * 32, "41" + "01" * 40],
)
def test_a_half_that_is_none_is_turned_down_and_counts_for_nothing(
    pairing: Pairing, environment: Environment, joiner: Identity, half: str
) -> None:
    def call() -> None:
        answer = pairing.hello(Hello(half=half))
        pairing.confirm(Confirm(attempt=answer.attempt, proof="", certificate=joiner.certificate))

    for _ in range(TRIES + 1):
        with pytest.raises(TroubleError, match=Trouble.MALFORMED):
            call()
    assert not pairing.ended


def test_a_mirror_learns_nothing(pairing: Pairing, joiner: Identity, environment: Environment) -> None:
    """Sending the sharing side's own half back is no way in."""
    caller = Caller(environment)
    answer = caller.hello(pairing)
    again = pairing.hello(Hello(half="41" + answer.half[2:]))
    with pytest.raises(TroubleError):
        pairing.confirm(Confirm(attempt=again.attempt, proof=again.half, certificate=joiner.certificate))


@pytest.mark.parametrize("certificate", ["", "no certificate", "-----BEGIN CERTIFICATE-----\nAAAA\n"])
def test_what_is_no_certificate_is_turned_down(
    pairing: Pairing, environment: Environment, certificate: str
) -> None:
    answer = Caller(environment).hello(pairing)
    with pytest.raises(TroubleError, match=Trouble.MALFORMED):
        pairing.confirm(Confirm(attempt=answer.attempt, proof="", certificate=certificate))


def test_a_flood_of_openings_is_bounded(pairing: Pairing, environment: Environment) -> None:
    first = Caller(environment).hello(pairing)
    caller = Caller(environment)
    for _ in range(64):
        caller.hello(pairing)
    with pytest.raises(TroubleError, match=Trouble.NOT_PAIRED):
        pairing.confirm(Confirm(attempt=first.attempt, proof="", certificate=""))


def test_codes_are_six_digits_and_not_always_the_same(environment: Environment) -> None:
    codes = {make_code(environment) for _ in range(200)}

    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(codes) > 190
    assert len({code[0] for code in codes}) == 10


def test_a_certificate_says_nothing_of_anybody(environment: Environment, sharer: Identity) -> None:
    assert fingerprint_of_pem(sharer.certificate) == sharer.fingerprint
    assert environment.device_name not in sharer.certificate
    assert b"ENCRYPTED" in sharer.key
