# The statement
place-document = Document outlet: below the card slot
reason-no-statement-paper = Not now: too little paper
reason-document-printer = Not now: the statement printer is out of order
reason-document-waiting = Not now: the last statement is not cleared yet

statement-days = Which days should the statement cover?
    .hint = { $account }
statement-last-90 = The last 90 days
    .help = { $since } to { $until }
    .hear = the last ninety days|last ninety days
statement-month = { $month }
    .help = { $since } to { $until }
statement-earlier = An earlier month
    .help = Up to two years back
    .hear = an earlier month|earlier
statement-which-month = Which month?
    .hint = { $account }

statement-offer = Print this statement?
    .hint = { $pages ->
        [one] { $account }, A4, one page
       *[other] { $account }, A4, { $pages } pages
    }
statement-print = Yes, print it
    .help = { $pages ->
        [one] One page
       *[other] { $pages } pages
    }
    .hear = yes|print it|print
statement-other = Choose other days
    .hear = choose other days|other days
statement-none = Do not print
    .hear = do not print|no

busy-statement = Preparing the statement
busy-printing-document = Printing the statement
take-document = Take your statement
    .say = Please take your statement.
    .hint = Take all its pages and keep them.
statement-failed = The statement was not printed
    .hint = Nothing was charged. Our staff can help.
statement-paper-short = Not printed: too little paper
    .hint = Nothing was charged. Choose fewer days, or ask our staff.
statement-too-long = Too many lines
    .hint = Choose fewer days, or have it printed at the counter.
statement-not-taken = The statement was drawn back
    .hint = Our staff destroy statements that nobody took.
statement-still-there = The statement did not go back
    .hint = It may still lie at the outlet. Please take it, or others can read it.

row-days = Days
row-since = From
row-until = Until
row-opening = Opening balance
row-money-in = Money in
row-money-out = Money out
row-closing = Closing balance
row-holder = Account holder
row-currency = Currency
row-statement-number = Statement number
row-made-at = Printed

statement-currency = Chinese yuan (CNY)
statement-dates = { $since } to { $until }
statement-title = Account statement
statement-column-date = Date
statement-column-what = What
statement-column-counterparty = Other party
statement-column-in = In
statement-column-out = Out
statement-column-balance = Balance
statement-empty = Nothing was paid in or out in these days
statement-check = Opening balance + money in − money out = closing balance. All sums in yuan.
statement-ask = For questions, tell our staff the statement number.
statement-page = Page { $page } of { $pages }
statement-seal = Specimen
statement-stamp = SIMULATED
statement-fee = including a fee of { $fee }
