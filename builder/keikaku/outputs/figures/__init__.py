"""Drawings of a plan's figures, made here for screen and print alike: charts of numbers, indicators."""
