### Inquiry: accounts, transactions, transfers that wait, limits.

## Accounts

inquiry = Your accounts
    .hint = Press an account to see more of it.
    .say = Please choose an account.
    .empty = You have no account here.
inquiry-limits = Limits and cards
    .help = What you may send; state of your cards
    .hear = limits and cards|limits
account = Your account
    .figure = Available
    .say = The sum is covered. Press Show sums to see it.
account-transactions = Transactions
    .help = By month; search them
    .hear = transactions|entries
account-statement = Statement
    .help = On A4 paper
    .hear = statement
account-pending = Waiting transfers
    .help = Not sent yet; can be cancelled
    .hear = waiting transfers
account-freeze = Freeze this account
    .help = At once; nothing can leave it
    .hear = freeze this account|freeze
reason-stopped = Stopped already
limits = Limits and cards
    .hint = All sums in yuan.
    .say = Your limits and cards are on the screen.
limits-done = Done
    .help = To the page before
    .hear = done
tier-standard = Standard
tier-premium = Premium

## Transactions

transactions-month = Which month?
    .say = Please choose a month.
month-this = This month
month-last = Last month
transactions-year = Last 12 months
    .help = Twelve months, to search in
    .hear = last twelve months|last year
transactions-all = Both years
    .help = All months, to search in
    .hear = both years
transactions-one-year = Last 12 months
transactions-two-years = The last two years
transactions = { $what }
    .hint = { $more ->
            [yes] There are more: these are the newest { $count }. Narrow them down to see others.
           *[no] { $count ->
                    [0] {""}
                    [one] Newest first: one entry.
                   *[other] Newest first: { $count } entries.
                }
        }
    .say = Press an entry to see all of it.
    .empty = There is nothing here. Try another month, or search for something else.
transactions-narrow-down = Search
    .help = By amount, name or kind
    .hear = search
transactions-whole = Show all
    .help = Without the search
    .hear = show all
transactions-narrow = Search by what?
    .say = Please choose how to search.
narrow-by-amount = Amount
    .help = About how much
    .hear = amount
narrow-by-payee = Name
    .help = To or from whom
    .hear = name
narrow-by-kind = Kind
    .help = Salary, rent, shops and so on
    .hear = kind
reason-no-names = There are no names here
narrow-amount = About how much?
    .say = Please choose a range.
amount-under-100 = Under 100
    .hear = under one hundred
amount-to-1000 = 100 to 1,000
    .hear = one hundred to one thousand
amount-to-10000 = 1,000 to 10,000
    .hear = one thousand to ten thousand
amount-above = Above 10,000
    .hear = above ten thousand|over ten thousand
amount-typed = Type it
    .help = From how much on
    .hear = type it
narrow-least = From how much on?
    .hint = This sum and larger ones are found.
    .say = Please enter an amount.
    .primary = Search
    .hear-primary = search|next|okay
narrow-payee = To or from whom?
    .say = Please choose a name.
narrow-kind = Which kind?
    .say = Please choose a kind.
kind-opening = Opening
kind-salary = Salary
kind-rent = Rent
kind-utilities = Utilities
kind-shop = Shop
kind-fee = Fee
kind-interest = Interest
kind-transfer = Transfer
transaction = This entry
    .say = Would you like it printed?
transaction-done = Done
    .help = Back to the list
    .hear = done
slip-transaction = Transaction

## Transfers that wait

pending = Waiting transfers
    .hint = Those that ended in the last seven days are here too.
    .say = Press one to see all of it.
    .empty = No transfer of this account is waiting.
pending-is-waiting = Waiting
pending-is-executed = Sent
pending-is-cancelled = Cancelled
pending-is-failed = Not sent
pending-transfer = This transfer
    .say = All of it is on the screen.
pending-cancel-it = Cancel this transfer
    .help = The money stays in your account
    .hear = cancel this transfer|cancel transfer
pending-done = Done
    .help = Back to the list
    .hear = done
pending-cancel = Cancel it?
    .hint = The money and the fee then stay in your account.
    .say = Please say whether to cancel it.
pending-cancel-yes = Yes, cancel it
    .help = At once
    .hear = cancel it|yes
pending-cancel-no = No, keep it
    .help = It will be sent in time
    .hear = keep it|no
pending-cancelled = Cancelled
    .body = The { $amount } yuan to { $payee } will not be sent. The money stays in your account.
pending-executed = Already sent
    .body = The { $amount } yuan to { $payee } went out just now. Get help here if you need it.
pending-failed = It was not sent
    .body = The { $amount } yuan to { $payee } is still in your account; there is nothing to cancel.
pending-kept = Not cancelled
    .body = The { $amount } yuan to { $payee } will still be sent. Please get help.
pending-unknown = Not known yet
    .body = The bank has not answered. Please look at the list again; cancelling it twice does no harm.

## Busy and rows

busy-transactions = Asking for transactions
busy-pending = Asking for transfers
busy-limits = Asking for your limits
busy-cancelling = Cancelling the transfer
row-tier = Customer
row-per-transfer = Per transfer
row-per-day = Per day
row-sent-today = Sent today
row-left-today = Left today
row-counterparty = Name
row-purpose = Purpose
row-balance-after = Balance after
row-executes = Sent at
