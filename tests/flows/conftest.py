"""What do the tests of the product's conversations share? The book, opened once."""

from __future__ import annotations

import pytest

from conversations.engine import Book
from conversations.flows.book import open_book
from locales.texts import Texts


@pytest.fixture(scope="session")
def book() -> Book:
    return open_book(Texts())
