### 首頁和處處都有的話：開機時只讀這一份，其餘的稍後再讀。

## 處處都有

bank-name = 示例銀行
simulated = 模擬
mode-standard = 標準字
    .hear = 標準字|正常字體
mode-elder = 長輩版
    .hear = 長輩版|大字|大字版
mode-contrast = 高對比
    .hear = 高對比
bar-back = 上一步
    .hear = 上一步|返回|回去
bar-repeat = 重複提示
    .hear = 重複|再說一遍|沒聽清
bar-person = 找人幫忙
    .hear = 找人幫忙|幫助|人工服務|人工
bar-cancel = 取消
    .hear = 取消|不辦了
bar-cancel-card = 取消並退卡
    .hear = 取消|退卡|不辦了
bar-leave = 退卡離開
    .hear = 退卡|不辦了
key-delete = 刪除
button-ok = 知道了
    .hear = 知道了|好的|好|下一步|繼續|確認
place-card = 右下方讀卡口，綠燈在閃
place-paper = 憑條口：螢幕左下方
pending-bank = 正在向銀行核對
idle = 您還在嗎？
    .body = 您填的內容還在。時間到了，我們會清除螢幕。
    .body-card = 您填的內容還在。時間到了，我們會先把卡退給您，再清除螢幕。
    .unit = 秒後結束
    .stay = 我還在，繼續
    .leave = 結束
    .leave-card = 結束並退卡
    .hear-stay = 我還在|繼續|還在
    .hear-leave = 結束|退卡

## 聲音

sound = 聲音
    .title = 想怎麼聽？
    .done = 好了
sound-quieter = 小聲一點
sound-louder = 大聲一點
sound-slower = 慢一點
sound-faster = 快一點
sound-mute = 不要聲音
sound-mute-end = 恢復聲音
sound-aloud = 金額唸出來
    .help = 旁邊的人也會聽到
sound-aloud-end = 不唸金額
sound-eyes-shut = 不看螢幕
    .help = 每一項都唸，用鍵盤選
sound-eyes-shut-end = 要看螢幕
sound-blank = 關掉螢幕
    .help = 別人看不到，您照樣聽
sound-least = 已經最小聲
sound-most = 已經最大聲
sound-slowest = 已經最慢
sound-fastest = 已經最快

## 首頁與插卡

attract = 您好，
    今天辦什麼？
    .hint = 點一下要辦的業務，或者直接插卡。
    .say = 您好，請選擇業務，或插入銀行卡。看不見螢幕，請按 0 鍵。
service-transfer = 轉帳
    .help = 轉給本行的帳戶，現在轉或以後轉
    .hear = 轉帳|轉錢|匯款|打錢
service-inquiry = 查詢
    .help = 餘額、明細、對帳單、限額
    .hear = 查詢|查詢餘額|餘額|查帳|帳戶
service-safety = 掛失與凍結
    .help = 卡片遺失，或要停用帳戶；沒帶卡也能辦
    .hear = 掛失|凍結|掛失與凍結|卡丟了
service-open-card = 開卡
    .help = 開戶、補卡、重設密碼，帶身分證件
    .hear = 開卡|辦卡|開戶|開一張卡
service-finish = 辦完了，退卡
    .help = 卡從右下方退出
    .hear = 辦完了|退卡|結束
insert-card = 請插入銀行卡
    .hint = 晶片朝前，卡面朝上。卡會留在機器裡，辦完就退給您。
    .say = 請把銀行卡插入右下方的讀卡口。

## 為什麼現在不能辦

reason-no-paper = 暫停：憑條紙用完了
reason-card-stuck = 暫停：有一張卡要工作人員取出
reason-card-reader = 暫停：讀卡器故障
reason-pin-pad = 暫停：密碼鍵盤故障
reason-id-scanner = 暫停：證件口故障
reason-document-stuck = 暫停：有一個證件要工作人員取出
reason-staff-away = 暫停：現在沒有工作人員
reason-camera = 暫停：攝影機故障
reason-card-dispenser = 暫停：發卡口故障
reason-no-cards = 暫停：卡用完了，已通知分行
reason-disk = 暫停：機器存不下紀錄，已通知分行
reason-bank-away = 暫停：連不上銀行，正在重試
reason-bank-mismatch = 暫停：和銀行的設定對不上
out-of-service = 暫停服務
    .hint = 請用別的機器，或者到櫃檯辦理。

## 找人幫忙

assistance-calling = 正在呼叫工作人員
assistance-called = { $time } 已呼叫，還沒有人應答
assistance-answered = 工作人員已應答，馬上過來
assistance-looking = 工作人員正在看
assistance-failed = 沒有呼叫到人，請撥卡背面的電話

## 聽到的話：豎線分開，都可以說

hear-yes = 是|是的|對|對的|沒錯|好的
hear-no = 不是|不對|不|不要|沒有
hear-language-zh-Hans = 中文|簡體中文|普通話
hear-language-zh-Hant = 繁體中文|繁體
hear-language-en = 英語|英文
hear-sound-slower = 慢一點|說慢點
hear-sound-faster = 快一點|說快點
hear-sound-louder = 大聲點|大聲|聲音大一點
hear-sound-quieter = 小聲點|小聲|聲音小一點
hear-sound-mute = 靜音|別說了
hear-sound-aloud = 念出來|金額念出來|餘額念出來|讀出來
hear-sound-eyes-shut = 不看螢幕
hear-sound-keys = 聲音
hear-places = 第一個|第二個|第三個|第四個|第五個|第六個|第七個|第八個|第九個
