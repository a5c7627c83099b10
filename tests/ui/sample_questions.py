"""Views that ask something of the customer."""

from typing import Any

from kiosk.channels import Option, Row, View
from tests.ui.sample_words import LATIN, MASKED, Words


def questions(words: Words) -> dict[str, View]:
    """Home, choices, what is typed, the review."""
    t, view, slip = words.say, words.view, words.slip()
    step: dict[str, Any] = words.step()
    services = (
        Option(
            "transfer",
            t("转账", "轉帳", "Transfer money"),
            t("实时转给本行的账户", "即時轉給本行的帳戶", "At once, to an account of this bank"),
            icon="transfer",
        ),
        Option(
            "inquiry",
            t("查询", "查詢", "Accounts"),
            t("余额、明细、对账单、限额", "餘額、明細、對帳單、限額", "Balances, transactions, statements, limits"),
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
    return {
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
    }
