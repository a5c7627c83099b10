### 协议与签名：问题自己没有写按钮文字时用这些。

accept-yes = 我同意
    .hear = 我同意|同意
accept-no = 我不同意
    .hear = 我不同意|不同意
sign-done = 签好了
    .hear = 签好了
sign-other = 我无法签名
    .hear = 我无法签名|不方便签|不能签
sign-clear = 重新签
    .hear = 重新签|清除
error-signature-missing = 请用手指在方框里签名，写在横线上。
