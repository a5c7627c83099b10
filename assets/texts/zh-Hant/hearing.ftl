### 聽到之後說的話

heard-ask = { $what }，對嗎？請說「對」或「不對」。
heard-ask-cancel = 要結束嗎？請說「對」或「不對」。
heard-ask-aloud = 旁邊的人也會聽到您的金額，要唸出來嗎？請說「對」或「不對」。
heard-ask-number = { $what }，對嗎？請說「對」，或者再說一遍。
heard-amount = { $amount } 元。對的話請說「對」，要改就再說一遍。
heard-by-hand = 這一步不能只靠說：請點螢幕上的「{ $what }」，或者按確認鍵。
heard-again = 好的，請再說一遍，也可以點螢幕。
heard-go-on = 好的，我們繼續。
heard-nothing = 沒有聽懂。可以說：{ $what }。也可以點螢幕。
heard-nothing-amount = 沒有聽懂。請說金額，比如「五百塊」，也可以按鍵輸入。
heard-nothing-digits = 沒有聽懂。請說數字，也可以按鍵輸入。
heard-nothing-secret = 這個請按鍵輸入，不要說出來。
heard-person = 還是沒有聽懂，已經為您呼叫工作人員。也可以點螢幕。
