### 只說不顯示的話：不看螢幕怎樣操作，哪些內容不外放。

speaking-private = 這是您的個人資料，只顯示在螢幕上。要聽的話，請插上耳機，或者在聲音按鍵裡選「{ sound-aloud }」。
speaking-on-screen = 內容只顯示在螢幕上。
speaking-place = { $what }，第 { $number } 項，共 { $of } 項。
speaking-not-now = { $what }，第 { $number } 項，共 { $of } 項。{ $reason }。
speaking-row = { $label }：{ $value }。
speaking-step = { $step }，第 { $number } 步，共 { $of } 步。
speaking-enter = 確認鍵：{ $what }。
speaking-nothing = 還沒有輸入。
speaking-eyes-shut = 現在所有內容都會讀出來。按方向鍵，一項一項聽；按確認鍵，選中剛聽到的那一項。
speaking-eyes-shut-end = 朗讀已結束。
speaking-choose = 請按您要的那一項的數字，或用方向鍵移到那裡，再按確認鍵。
speaking-type = 請用數字鍵輸入。清除鍵重新輸入。輸完按確認鍵。
speaking-secret = 您在這裡輸入的內容不會讀出來。每按一個鍵，會響一聲。
speaking-next-page = 後面還有，按確認鍵聽下一頁。
