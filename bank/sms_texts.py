"""What the bank writes to phones, in the customer's language."""

from enum import StrEnum


class SmsText(StrEnum):
    """A message. Its values: `code`, six digits; `tail`, the last four digits of a card or account;
    `reference`, a transfer's; `amount` in yuan, as 1,234.50."""

    PHONE_CODE = "phone-code"
    CARD_LOST = "card-lost"
    ACCOUNT_FROZEN = "account-frozen"
    ACCOUNT_UNFROZEN = "account-unfrozen"
    TRANSFER_FAILED = "transfer-failed"
    DEBIT = "debit"
    PIN_SET = "pin-set"
    CARD_ADDED = "card-added"
    CARD_REPLACED = "card-replaced"


TEXTS: dict[str, dict[SmsText, str]] = {
    "zh-Hans": {
        SmsText.PHONE_CODE: "【示例银行】您的验证码是 {code}，5 分钟内有效。"
        "只在自助终端的屏幕上输入，谁向您要都不要说。",
        SmsText.CARD_LOST: "【示例银行】您尾号 {tail} 的卡已挂失，立即生效。如非本人操作，请尽快到网点。",
        SmsText.ACCOUNT_FROZEN: "【示例银行】您尾号 {tail} 的账户已冻结，款项不能转出。"
        "解冻请到自助终端，或带身份证到网点。",
        SmsText.ACCOUNT_UNFROZEN: "【示例银行】您尾号 {tail} 的账户已解除冻结，款项可以转出。"
        "如非本人操作，请立即再次冻结，并到网点。",
        SmsText.TRANSFER_FAILED: "【示例银行】您预约的转账 {reference} 没有转出，"
        "款项仍在您尾号 {tail} 的账户里。详情请到网点或自助终端查询。",
        SmsText.DEBIT: "【示例银行】您尾号 {tail} 的账户支出 {amount} 元。如非本人操作，请立即冻结账户，并到网点。",
        SmsText.PIN_SET: "【示例银行】您尾号 {tail} 的卡已设新密码。如非本人办理，请立即在自助终端挂失，并到网点。",
        SmsText.CARD_ADDED: "【示例银行】您名下新办了一张尾号 {tail} 的卡，已可使用。"
        "如非本人办理，请立即在自助终端挂失，并到网点。",
        SmsText.CARD_REPLACED: "【示例银行】您的卡已换成尾号 {tail} 的新卡，旧卡不能再用。"
        "如非本人办理，请立即在自助终端挂失，并到网点。",
    },
    "zh-Hant": {
        SmsText.PHONE_CODE: "【示例銀行】您的驗證碼是 {code}，5 分鐘內有效。"
        "只在自助終端的螢幕上輸入，誰向您索取都請勿告知。",
        SmsText.CARD_LOST: "【示例銀行】您尾號 {tail} 的卡已掛失，即時生效。如非您本人辦理，請儘快前往分行。",
        SmsText.ACCOUNT_FROZEN: "【示例銀行】您尾號 {tail} 的帳戶已凍結，款項無法轉出。"
        "解除凍結請到自助終端，或攜帶身分證前往分行。",
        SmsText.ACCOUNT_UNFROZEN: "【示例銀行】您尾號 {tail} 的帳戶已解除凍結，款項可以轉出。"
        "如非您本人辦理，請立即再次凍結，並前往分行。",
        SmsText.TRANSFER_FAILED: "【示例銀行】您預約的轉帳 {reference} 未能轉出，"
        "款項仍在您尾號 {tail} 的帳戶內。詳情請到分行或自助終端查詢。",
        SmsText.DEBIT: "【示例銀行】您尾號 {tail} 的帳戶支出 {amount} 元。如非您本人辦理，請立即凍結帳戶，並前往分行。",
        SmsText.PIN_SET: "【示例銀行】您尾號 {tail} 的卡已設定新密碼。"
        "如非您本人辦理，請立即在自助終端掛失，並前往分行。",
        SmsText.CARD_ADDED: "【示例銀行】您名下新辦了一張尾號 {tail} 的卡，已可使用。"
        "如非您本人辦理，請立即在自助終端掛失，並前往分行。",
        SmsText.CARD_REPLACED: "【示例銀行】您的卡已換成尾號 {tail} 的新卡，舊卡不能再用。"
        "如非您本人辦理，請立即在自助終端掛失，並前往分行。",
    },
    "en": {
        SmsText.PHONE_CODE: "[Sample Bank] Your code is {code}, good for 5 minutes. "
        "Enter it on the screen of the terminal; nobody else asks for it. Tell nobody, not even our staff.",
        SmsText.CARD_LOST: "[Sample Bank] Your card ending {tail} was reported lost and no longer works. "
        "If that was not you, please come to a branch.",
        SmsText.ACCOUNT_FROZEN: "[Sample Bank] Your account ending {tail} is frozen: nothing can be taken from it. "
        "To lift this, use a terminal, or bring your ID card to a branch.",
        SmsText.ACCOUNT_UNFROZEN: "[Sample Bank] Your account ending {tail} is released: money can be taken from it. "
        "If that was not you, freeze it again at once and come to a branch.",
        SmsText.TRANSFER_FAILED: "[Sample Bank] Your scheduled transfer {reference} was not sent. The money is still "
        "in your account ending {tail}. Please ask at a branch or a terminal.",
        SmsText.DEBIT: "[Sample Bank] {amount} yuan left your account ending {tail}. If that was not you, freeze the "
        "account at once and come to a branch.",
        SmsText.PIN_SET: "[Sample Bank] Your card ending {tail} has a new PIN. If that was not you, report the card "
        "lost at a terminal at once and come to a branch.",
        SmsText.CARD_ADDED: "[Sample Bank] You have a new card ending {tail}, ready to use. If that was not you, "
        "report it lost at a terminal at once and come to a branch.",
        SmsText.CARD_REPLACED: "[Sample Bank] Your new card ending {tail} takes the place of the one before, which no "
        "longer works. If that was not you, report it lost at a terminal at once and come to a branch.",
    },
}


def write(language: str, text: SmsText, **values: str) -> str:
    """Return the message. Raises `KeyError` when a value is missing."""
    return TEXTS[language][text].format(**values)
