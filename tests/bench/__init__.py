"""The figures: what the product promises about time and memory, measured on the machine at hand.

`python -m tests.bench [NAME ...]` measures all figures, or those named. Each has a file of its own here, with one
plain function; figures.py lists them.
"""
