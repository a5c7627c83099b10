### 协议与签名：问题自己没有写按钮文字时用这些。

accept-yes = 我同意
accept-no = 我不同意
sign-done = 签好了
sign-other = 我无法签名
sign-clear = 重新签
error-signature-missing = 请用手指在方框里签名，写在横线上。
