"""One view for every layout and state that the screen has to draw, in every language, with long and awkward texts."""

import re
from dataclasses import replace
from typing import Any

from kiosk.channels import Language, Mode, Option, Row, View

LATIN = "Aleksandra Konstantinopolskaya-Weatherington"
MASKED = "*leksandra Konstantinopolskaya-Weatherington"


def _around(language: Language, mode: Mode) -> dict[str, Any]:
    words: dict[Language, dict[str, Any]] = {
        "zh-Hans": {
            "back": "上一步",
            "repeat": "再听一遍",
            "person": "找人帮忙",
            "cancel": "取消并退卡",
            "bank": "示例银行",
            "simulated": "模拟环境",
            "date": "11 月 23 日　星期一",
            "delete": "删除",
            "mode_names": (("standard", "标准"), ("elder", "长辈版"), ("contrast", "高对比")),
        },
        "zh-Hant": {
            "back": "上一步",
            "repeat": "再聽一遍",
            "person": "找人幫忙",
            "cancel": "取消並退卡",
            "bank": "示例銀行",
            "simulated": "模擬環境",
            "date": "11 月 23 日　星期一",
            "delete": "刪除",
            "mode_names": (("standard", "標準"), ("elder", "長輩版"), ("contrast", "高對比")),
        },
        "en": {
            "back": "Back",
            "repeat": "Hear again",
            "person": "Get help",
            "cancel": "Cancel, card out",
            "bank": "Sample Bank",
            "simulated": "SIMULATED",
            "date": "Wednesday 23 September",
            "delete": "Delete",
            "mode_names": (("standard", "Standard"), ("elder", "Large type"), ("contrast", "High contrast")),
        },
    }
    return {
        "language": language,
        "mode": mode,
        "clock": "1931",
        "language_names": (("zh-Hans", "简体中文"), ("zh-Hant", "繁體中文"), ("en", "English")),
        **words[language],
    }


def samples(language: Language, mode: Mode) -> dict[str, View]:
    """The views by name."""

    def t(hans: str, hant: str, english: str) -> str:
        words = {"zh-Hans": hans, "zh-Hant": hant, "en": english}[language]
        return re.sub(r"(\d) (?=[元位月日])", "\\1\u00a0", words)

    def view(prompt: str, layout: Any, title: str, **more: Any) -> View:
        return View(serial=7, prompt=prompt, layout=layout, title=title, **{**_around(language, mode), **more})

    slip = (
        Option(
            "print",
            t("打印凭条", "列印憑條", "Print a slip"),
            t("从屏幕左下方出纸", "從螢幕左下方出紙", "It comes out at the lower left"),
            icon="slip",
        ),
        Option(
            "none",
            t("不要凭条", "不要憑條", "No slip"),
            t("交易记录随时可查", "交易紀錄隨時可查", "The record stays in your account"),
            icon="leaf",
        ),
    )
    services = (
        Option(
            "transfer",
            t("转账", "轉帳", "Transfer money"),
            t("实时转给本行的账户", "即時轉給本行的帳戶", "At once, to an account of this bank"),
            icon="transfer",
        ),
        Option(
            "balance",
            t("查余额", "查餘額", "Balance"),
            t("看看账户里有多少钱", "看看帳戶裡有多少錢", "See what is in your account"),
            icon="inquiry",
        ),
        Option(
            "open",
            t("开卡", "開卡", "Open a card"),
            t("带上身份证", "帶上身分證", "Bring your ID"),
            t(
                "暂停：空白卡用完了，已通知网点补卡",
                "暫停：空白卡用完了，已通知網點補卡",
                "Not now: out of blank cards. Staff know.",
            ),
            "open-card",
        ),
    )
    many = (
        *services,
        Option(
            "loss",
            t("挂失银行卡", "掛失銀行卡", "Report a lost card"),
            t("马上生效，钱不会动", "馬上生效，錢不會動", "At once; no money moves"),
            icon="lock",
        ),
        Option(
            "more",
            t("更多业务", "更多業務", "More"),
            t("改密、明细等", "改密、明細等", "Six more services"),
            icon="more",
        ),
        Option(
            "finish",
            t("办完了，退卡", "辦完了，退卡", "Finish, take card"),
            t("卡从右下方退出", "卡從右下方退出", "It comes out at the lower right"),
            icon="card",
        ),
    )
    step: dict[str, Any] = {"steps": 5, "done": 2, "step": t("收款账号", "收款帳號", "Payee")}
    wrong = t(
        "超过今天可转的 50,000.00 元，请少转一些",
        "超過今天可轉的 50,000.00 元，請少轉一些",
        "More than the 50,000.00 you may send today",
    )
    facts = (
        Row(t("收款人", "收款人", "Payee"), "*小明", strong=True),
        Row(t("收款账号", "收款帳號", "To account"), "6200 00** **** 4821"),
        Row(
            t("收款银行", "收款銀行", "Bank"),
            t("长河银行朝阳支行", "長河銀行朝陽支行", "Changhe Bank, Chaoyang"),
            note=t("本行", "本行", "this bank"),
        ),
        Row(t("付款账户", "付款帳戶", "From"), t("储蓄卡，尾号 9016", "儲蓄卡，尾號 9016", "Savings card ending 9016")),
        Row(t("到账", "到帳", "Arrives"), t("实时到账", "即時到帳", "At once 实时到账"), strong=True),
    )
    found = {
        "home": view(
            "attract",
            "home",
            t("您好，\n今天办什么？", "您好，\n今天辦什麼？", "What would\nyou like to do?"),
            help=t(
                "点一下要办的业务，或者直接插卡。",
                "點一下要辦的業務，或者直接插卡。",
                "Press a service, or insert your card.",
            ),
            say=t(
                "您好，请选择要办的业务，或者插入银行卡。",
                "您好，請選擇要辦的業務，或者插入銀行卡。",
                "Hello. Please choose a service, or insert your card.",
            ),
            options=services,
            back="",
            cancel="",
        ),
        "menu": view(
            "menu",
            "choose",
            t("王小明，请选择业务", "王小明，請選擇業務", f"{LATIN}, what would you like to do?"),
            say=t("请选择要办的业务。", "請選擇要辦的業務。", "Please choose a service."),
            options=many,
            assistance=t(
                "10:31 已经叫了工作人员，还没有人应答。",
                "10:31 已經叫了工作人員，還沒有人應答。",
                "Called at 10:31. Nobody has answered yet.",
            ),
        ),
        "balance": view(
            "balance",
            "choose",
            t("您的余额", "您的餘額", "Your balance"),
            say=t(
                "余额显示在屏幕上。要打印吗？",
                "餘額顯示在螢幕上。要列印嗎？",
                "Your balance is on the screen. Would you like it printed?",
            ),
            figure="1,234,567.89",
            figure_label=t("可用余额（元）", "可用餘額（元）", "Available, yuan"),
            rows=(
                Row(
                    t("账户", "帳戶", "Account"),
                    "6200 00** **** 9016",
                    note=t("储蓄账户", "儲蓄帳戶", "Savings account"),
                ),
                Row(t("状态", "狀態", "State"), t("正常", "正常", "Active")),
            ),
            options=slip,
            back="",
        ),
        "confirm-payee": view(
            "transfer-confirm",
            "choose",
            t("是这位收款人吗？", "是這位收款人嗎？", "Is this the right person?"),
            help=t(
                "请看清楚名字，和您想转的人对一对。",
                "請看清楚名字，和您想轉的人對一對。",
                "Please compare the name with who you want to pay.",
            ),
            say=t("请核对收款人的名字。", "請核對收款人的名字。", "Please check the payee's name."),
            rows=(Row(t("收款人", "收款人", "Payee"), MASKED, strong=True), facts[1]),
            options=(
                Option(
                    "yes",
                    t("是，就是他", "是，就是他", "Yes, that is right"),
                    t("下一步填金额", "下一步填金額", "The amount comes next"),
                    icon="check",
                ),
                Option(
                    "other",
                    t("不是，换账号", "不是，換帳號", "No, another account"),
                    t("重新输入收款账号", "重新輸入收款帳號", "Enter the number again"),
                    icon="back",
                ),
            ),
            **step,
        ),
        "amount": view(
            "transfer-amount",
            "amount",
            t("转多少钱？", "轉多少錢？", "How much?"),
            help=t("转给 *小明", "轉給 *小明", f"To {MASKED}"),
            say=t("请输入金额。", "請輸入金額。", "Please enter the amount."),
            draft="1234567.89",
            shown="1,234,567.89",
            reading=t(
                "壹佰贰拾叁万肆仟伍佰陆拾柒元捌角玖分",
                "壹佰貳拾參萬肆仟伍佰陸拾柒元捌角玖分",
                "One million two hundred thirty-four thousand five hundred sixty-seven yuan 89",
            ),
            note=t(
                "可用 38,406.52\n最多可转 50,000.00",
                "可用 38,406.52\n最多可轉 50,000.00",
                "Available 38,406.52\nAt most 50,000.00",
            ),
            quick=tuple(Option(key, f"{int(key):,}") for key in ("500", "1000", "2000", "5000")),
            primary=t("下一步", "下一步", "Next"),
            primary_icon="next",
            **step,
        ),
        "amount-wrong": view(
            "transfer-amount",
            "amount",
            t("转多少钱？", "轉多少錢？", "How much?"),
            say=t("请输入金额。", "請輸入金額。", "Please enter the amount."),
            draft="52000",
            shown="52,000",
            error=wrong,
            note=t(
                "可用 38,406.52\n最多可转 50,000.00",
                "可用 38,406.52\n最多可轉 50,000.00",
                "Available 38,406.52\nAt most 50,000.00",
            ),
            quick=tuple(Option(key, f"{int(key):,}") for key in ("500", "1000", "2000", "5000")),
            primary=t("下一步", "下一步", "Next"),
            primary_icon="next",
            secondary=t("换收款人", "換收款人", "Another payee"),
            secondary_key="payee",
            **step,
        ),
        "digits": view(
            "transfer-payee",
            "digits",
            t("收款人的账号是多少？", "收款人的帳號是多少？", "Payee's account number"),
            help=t("本行账号，16 到 19 位。", "本行帳號，16 到 19 位。", "An account of this bank, 16 to 19 digits."),
            say=t("请输入收款人的账号。", "請輸入收款人的帳號。", "Please enter the payee's account number."),
            draft="6200001234567890123",
            shown="6200 0012 3456 7890 123",
            length=19,
            primary=t("下一步", "下一步", "Next"),
            primary_icon="next",
            pending=t("正在向银行核对", "正在向銀行核對", "Checking with the bank"),
            **step,
        ),
        "digits-wrong": view(
            "transfer-payee",
            "digits",
            t("收款人的账号是多少？", "收款人的帳號是多少？", "Payee's account number"),
            help=t("本行账号，16 到 19 位。", "本行帳號，16 到 19 位。", "An account of this bank, 16 to 19 digits."),
            say=t("请输入收款人的账号。", "請輸入收款人的帳號。", "Please enter the payee's account number."),
            draft="62",
            shown="62",
            length=19,
            error=t(
                "应为 16 到 19 位，请再看一看。",
                "應為 16 到 19 位，請再看一看。",
                "The bank cannot be reached. What you typed is kept: please try again.",
            ),
            primary=t("下一步", "下一步", "Next"),
            **step,
        ),
        "review": view(
            "transfer-review",
            "review",
            t("请核对，再确认", "請核對，再確認", "Check, then confirm"),
            say=t(
                "请核对收款人和金额，再确认。", "請核對收款人和金額，再確認。", "Please check the payee and the amount."
            ),
            figure="1,200.00",
            reading=t("壹仟贰佰元整", "壹仟貳佰元整", "壹仟贰佰元整"),
            rows=facts,
            wording=t(
                "向 *小明（尾号 4821）转 1,200.00 元，实时到账，确认后不能撤回。",
                "向 *小明（尾號 4821）轉 1,200.00 元，即時到帳，確認後不能撤回。",
                f"向 {MASKED}（尾号 4821）转 1,200.00 元，实时到账，确认后不能撤回。",
            ),
            wording_below=t(
                "",
                "",
                f"1,200.00 yuan to {MASKED} (ending 4821). It arrives at once and cannot be called back.",
            ),
            primary=t("确认转账", "確認轉帳", "Confirm transfer"),
            primary_icon="check",
            secondary=t("改金额", "改金額", "Change amount"),
            secondary_key="amount",
            **step,
        ),
        "pin": view(
            "pin-sign-in",
            "pin",
            t("请输入 6 位密码", "請輸入 6 位密碼", "Enter your 6-digit PIN"),
            help=t(
                "在密码键盘上按，按完再按绿色确认键。不要按屏幕。",
                "在密碼鍵盤上按，按完再按綠色確認鍵。不要按螢幕。",
                "Use the PIN pad, then its green key. Do not press the screen.",
            ),
            body=t(
                "请遮挡键盘，留意身后。屏幕不会显示密码。",
                "請遮擋鍵盤，留意身後。螢幕不會顯示密碼。",
                "Cover the pad. The screen never shows your PIN.",
            ),
            say=t("请用另一只手挡住键盘。", "請用另一隻手擋住鍵盤。", "Cover the pad with your other hand."),
            draft="4",
            length=6,
            device="pin",
            **step,
        ),
        "pin-wrong": view(
            "pin-sign-in",
            "pin",
            t("请输入 6 位密码", "請輸入 6 位密碼", "Enter your 6-digit PIN"),
            help=t(
                "在密码键盘上按，按完再按绿色确认键。不要按屏幕。",
                "在密碼鍵盤上按，按完再按綠色確認鍵。不要按螢幕。",
                "Use the PIN pad, then its green key. Do not press the screen.",
            ),
            body=t(
                "请遮挡键盘，留意身后。屏幕不会显示密码。",
                "請遮擋鍵盤，留意身後。螢幕不會顯示密碼。",
                "Cover the pad. The screen never shows your PIN.",
            ),
            say=t("请用另一只手挡住键盘。", "請用另一隻手擋住鍵盤。", "Cover the pad with your other hand."),
            error=t("密码不对，还可以试 2 次。", "密碼不對，還可以試 2 次。", "The PIN is not right. 2 more tries."),
            length=6,
            device="pin",
        ),
        "insert-card": view(
            "insert-card",
            "device",
            t("请插入银行卡", "請插入銀行卡", "Insert your card"),
            help=t(
                "芯片朝前，卡面朝上。卡会留在机器里，办完就退给您。",
                "晶片朝前，卡面朝上。卡會留在機器裡，辦完就退給您。",
                "Chip first, face up. It stays inside until you finish, then comes back.",
            ),
            say=t(
                "请把银行卡插入右下方的读卡口。",
                "請把銀行卡插入右下方的讀卡口。",
                "Please insert your card at the lower right.",
            ),
            device="card",
            place=t("右下方读卡口，绿灯在闪", "右下方讀卡口，綠燈在閃", "Lower right, green light"),
            error=t(
                "卡读不出来。芯片朝前，卡面朝上，请再试一次。",
                "卡讀不出來。晶片朝前，卡面朝上，請再試一次。",
                "The card could not be read. Chip first, face up, please try again.",
            ),
        ),
        "take-card": view(
            "take-card",
            "device",
            t("请取回银行卡", "請取回銀行卡", "Take your card"),
            help=t(
                "30 秒没有取走，机器会替您收好。",
                "30 秒沒有取走，機器會替您收好。",
                "After 30 seconds the terminal keeps it safe inside.",
            ),
            say=t("请取回您的卡。", "請取回您的卡。", "Please take your card."),
            device="card",
            taking=True,
            place=t("右下方读卡口，绿灯在闪", "右下方讀卡口，綠燈在閃", "Lower right, green light"),
            back="",
            cancel="",
            assistance=t(
                "工作人员已经应答，正在过来。", "工作人員已經應答，正在過來。", "Staff have answered and are coming."
            ),
        ),
        "take-slip": view(
            "take-slip",
            "device",
            t("请取走凭条", "請取走憑條", "Take your slip"),
            help=t(
                "不取走的话，机器会收回。", "不取走的話，機器會收回。", "If you leave it, the terminal draws it back."
            ),
            say=t("请取走凭条。", "請取走憑條。", "Please take your slip."),
            device="paper",
            taking=True,
            place=t("凭条口：屏幕左下方", "憑條口：螢幕左下方", "Slip outlet: lower left"),
            back="",
            cancel="",
        ),
        "busy": view(
            "busy-order",
            "busy",
            t("正在转账，请稍等", "正在轉帳，請稍等", "Sending, please wait"),
            help=t("只会转一次。", "只會轉一次。", "It is sent once only."),
            say=t("正在转账，请稍等", "正在轉帳，請稍等", "Sending, please wait"),
            back="",
            cancel="",
            **step,
        ),
        "success": view(
            "transfer-done",
            "notice",
            t("已转出 1,200.00 元", "已轉出 1,200.00 元", "1,200.00 yuan sent"),
            body=t(
                "*小明（尾号 4821）已经收到。\n参考号 2311 2340 0817\n账户还有 37,206.52 元",
                "*小明（尾號 4821）已經收到。\n參考號 2311 2340 0817\n帳戶還有 37,206.52 元",
                "*小明 (ending 4821) has it.\nReference 2311 2340 0817\nLeft in the account: 37,206.52 yuan",
            ),
            say=t("转账成功。要凭条吗？", "轉帳成功。要憑條嗎？", "Done. Would you like a slip?"),
            notice="success",
            options=slip,
            back="",
            steps=5,
            done=5,
            step=t("完成", "完成", "Done"),
        ),
        "unknown": view(
            "transfer-unknown",
            "notice",
            t("还不知道有没有转成", "還不知道有沒有轉成", "We do not know yet"),
            body=t(
                "银行还没有答复。1,200.00 元只会转出一次，或者原样留在您的账户里。",
                "銀行還沒有答覆。1,200.00 元只會轉出一次，或者原樣留在您的帳戶裡。",
                "The bank has not answered. The 1,200.00 yuan will leave once, or not at all.",
            ),
            say=t(
                "结果还没有回来。请不要再转一次。", "結果還沒有回來。請不要再轉一次。", "Please do not send it again."
            ),
            notice="unknown",
            number="1123 0471 0086",
            number_label=t("您的编号", "您的編號", "Your case number"),
            rows=(
                Row(
                    t("我们会", "我們會", "We will"),
                    t(
                        "自动再查，结果会记在账户里",
                        "自動再查，結果會記在帳戶裡",
                        "keep asking; your account will show it",
                    ),
                ),
                Row(
                    t("请您", "請您", "Please"), t("不要再转一次", "不要再轉一次", "do not send it again"), strong=True
                ),
                Row(
                    t("想问", "想問", "To ask"),
                    t("拨卡背面的电话，报编号", "撥卡背面的電話，報編號", "call the number on your card"),
                ),
            ),
            options=slip,
            back="",
        ),
        "problem": view(
            "problem-card-blocked",
            "notice",
            t("这张卡已经锁住", "這張卡已經鎖住", "This card is blocked"),
            body=t(
                "密码错了三次，为了安全，卡锁住了。请带身份证到柜台，或者在这里找人帮忙。",
                "密碼錯了三次，為了安全，卡鎖住了。請帶身分證到櫃台，或者在這裡找人幫忙。",
                "After three wrong PINs a card is blocked for safety. Bring your ID to the counter, or get help here.",
            ),
            say=t("这张卡已经锁住。", "這張卡已經鎖住。", "This card is blocked."),
            notice="problem",
            primary=t("知道了", "知道了", "OK"),
            primary_icon="check",
            back="",
        ),
    }
    found["idle"] = replace(
        found["amount"],
        idle_left=14,
        idle_title=t("您还在吗？", "您還在嗎？", "Are you still there?"),
        idle_body=t(
            "您填的内容还在。时间到了，我们会先把卡退给您，再清除屏幕。",
            "您填的內容還在。時間到了，我們會先把卡退給您，再清除畫面。",
            "What you entered is kept. When time is up your card comes back first, then the screen is cleared.",
        ),
        idle_unit=t("秒后结束", "秒後結束", "seconds left"),
        idle_stay=t("我还在，继续", "我還在，繼續", "Yes, carry on"),
        idle_leave=t("结束并退卡", "結束並退卡", "Finish, card out"),
    )
    return found
