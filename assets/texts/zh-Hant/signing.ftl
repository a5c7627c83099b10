### 協議與簽名：問題自己沒有寫按鈕文字時用這些。

accept-yes = 我同意
    .hear = 我同意|同意
accept-no = 我不同意
    .hear = 我不同意|不同意
sign-done = 簽好了
    .hear = 簽好了
sign-other = 我無法簽名
    .hear = 我無法簽名|不方便簽|不能簽
sign-clear = 重新簽
    .hear = 重新簽|清除
error-signature-missing = 請用手指在方框裡簽名，寫在橫線上。
