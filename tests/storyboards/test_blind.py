"""Whole visits with the eyes shut, in Mandarin and in English: the customer knows only what was said."""

import asyncio
from pathlib import Path

from bank.clock import BEIJING
from tests.storyboards.blind import Blind
from tests.storyboards.playing import play
from tests.storyboards.stage import BankAccess, Stage, person

WANG = person("wang-xiaoming")
CHEN = person("chen-guiying")


async def _voiced(folder: Path, bank: BankAccess) -> Stage:
    return Stage(folder, bank, voiced=True)


def test_the_balance_by_headset_and_keypad(short_tmp: Path, bank: BankAccess) -> None:
    async def story() -> None:
        async with Stage(short_tmp, bank, voiced=True) as stage:
            customer = Blind(stage)
            stage.simulator.audio.plug()
            await customer.hears("按方向键", "查询，第二项")
            await customer.chooses("查询")
            await customer.inserts(WANG, "请把银行卡插入右下方")
            await customer.enters_pin(WANG.pin, "请输入六位密码")
            await customer.hears("金额遮住了")
            await customer.finds("显示金额")
            await customer.hears("可用余额", "打印凭条")
            balance = stage.customer.view.figure
            assert customer.heard[-8:] and any("元" in text for text in customer.now), balance
            await customer.chooses("打印凭条")
            await customer.hears("凭条口", "可用余额")
            slip = await stage.takes_slip()
            assert balance in slip
            await customer.hears("您的账户")
            await customer.presses("cancel")
            await customer.hand(stage.takes_card, "请取走您的卡", "右下方")
            await customer.hears("再见")
            await stage.pass_time_until("attract")
            stage.check_ended_well("cancelled")

    asyncio.run(story())
