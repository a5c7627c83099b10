"""One view for every layout and state that the screen has to draw, in every language, with long and awkward texts."""

from dataclasses import replace
from typing import Any

from kiosk.channels import Language, Mode, Row, View
from tests.ui.sample_questions import questions
from tests.ui.sample_words import Words


def samples(language: Language, mode: Mode) -> dict[str, View]:
    """The views by name."""
    words = Words(language, mode)
    t = words.say
    found = {**questions(words), **_told(words)}
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


def _told(words: Words) -> dict[str, View]:
    """Devices, waiting, and how it ended."""
    t, view, slip = words.say, words.view, words.slip()
    step: dict[str, Any] = words.step()
    return {
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
