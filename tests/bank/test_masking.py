import pytest

from bank.masking import masked_name, masked_number


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("王小明", "*小明"),
        ("李明", "*明"),
        ("欧阳致远", "*阳致远"),
        ("阿卜杜拉·买买提江", "****·买买提江"),
        ("Maria Fernandez-Okonkwo", "M**** F****"),
        ("Nguyễn Thị Minh Khai", "N**** T**** M**** K****"),
        ("𠮷田", "*田"),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert masked_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [("6200001234564821", "6200 00** **** 4821"), ("6200001234567894821", "6200 00** **** ***4 821")],
)
def test_numbers(number: str, masked: str) -> None:
    assert masked_number(number) == masked
