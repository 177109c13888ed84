"""The text as a reader sees it: views with an offset map, words, sentences, quotations, numbers, spelling."""

from khabar.arabic.clitics import candidates, is_particle_chain
from khabar.arabic.letters import is_arabic
from khabar.arabic.passage import Block, Passage, Token
from khabar.arabic.quotes import Quotation, pair_quotes
from khabar.arabic.view import View, fold, key, normalise

__all__ = [
    "Block",
    "Passage",
    "Quotation",
    "Token",
    "View",
    "candidates",
    "fold",
    "is_arabic",
    "is_particle_chain",
    "key",
    "normalise",
    "pair_quotes",
]
