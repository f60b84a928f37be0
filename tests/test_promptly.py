"""Small messages leave at once: for visitors who are here, and for those who come."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from pages.ui import promptly


@pytest.fixture(autouse=True)
def new_process() -> Iterator[None]:
    promptly._sent.clear()
    yield
    promptly._sent.clear()


def listening() -> socket.socket:
    """A socket that names no protocol, as Streamlit makes its own."""
    found = socket.socket(socket.AF_INET)
    found.bind(("127.0.0.1", 0))
    found.listen()
    found.setblocking(False)
    return found


def sends_at_once(writer: asyncio.StreamWriter) -> bool:
    found = writer.get_extra_info("socket")
    return bool(found.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))


async def visits(count_before: int) -> list[bool]:
    """Let visitors come before and one after `promptly.send`; return whether each is sent to at once."""
    accepted: asyncio.Queue[asyncio.StreamWriter] = asyncio.Queue()

    async def welcome(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await accepted.put(writer)

    server = await asyncio.start_server(welcome, sock=listening())
    port = server.sockets[0].getsockname()[1]
    seen, guests = [], []
    for number in range(count_before + 1):
        if number == count_before:
            promptly.send()
        guests.append((await asyncio.open_connection("127.0.0.1", port))[1])
        seen.append(await accepted.get())
    found = [sends_at_once(writer) for writer in seen]
    for writer in (*seen, *guests):
        writer.close()
    server.close()
    return found


def test_who_is_here_and_who_comes_are_sent_to_at_once() -> None:
    with ThreadPoolExecutor(1) as apart:  # a browser test before this one leaves its event loop running
        assert apart.submit(asyncio.run, visits(2)).result() == [True, True, True]


def test_what_is_no_tcp_is_left_alone() -> None:
    one, other = socket.socketpair()
    with one, other:
        promptly._at_once(one)
        promptly._at_once(None)
        one.sendall(b"still works")
        assert other.recv(20) == b"still works"


def test_a_closed_socket_is_left_alone() -> None:
    closed = socket.socket(socket.AF_INET)
    closed.close()
    promptly._at_once(closed)
    assert closed.fileno() == -1
