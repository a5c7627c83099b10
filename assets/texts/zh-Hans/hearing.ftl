### 听到之后说的话

heard-ask = { $what }，对吗？请说“对”或“不对”。
heard-ask-cancel = 要结束吗？请说“对”或“不对”。
heard-ask-aloud = 旁边的人也会听到您的金额，要念出来吗？请说“对”或“不对”。
heard-ask-number = { $what }，对吗？请说“对”，或者再说一遍。
heard-amount = { $amount } 元。对的话请说“对”，要改就再说一遍。
heard-by-hand = 这一步不能只靠说：请点屏幕上的“{ $what }”，或者按确认键。
heard-again = 好的，请再说一遍，也可以点屏幕。
heard-go-on = 好的，我们继续。
heard-nothing = 没有听懂。可以说：{ $what }。也可以点屏幕。
heard-nothing-amount = 没有听懂。请说金额，比如“五百块”，也可以按键输入。
heard-nothing-digits = 没有听懂。请说数字，也可以按键输入。
heard-nothing-secret = 这个请按键输入，不要说出来。
heard-person = 还是没有听懂，已经为您呼叫工作人员。也可以点屏幕。
