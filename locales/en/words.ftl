-words-test-brand = Kakehashi

words-test-plain = A sentence that stays
words-test-leads =
    { $count ->
        [one] { $name } has one lead
       *[other] { $name } has { $count } leads
    }
words-test-count =
    { $count ->
        [one] One item
        [0] Nothing yet
       *[other] { $count } items
    }
words-test-kind =
    { $kind ->
        [brand] Manufacturer
        [kol] Influencer
       *[other] Other
    }
words-test-mail =
    Dear { $name },

    thank you for your interest.
    this is { -words-test-brand }.
      An indented line
    { words-test-plain }
