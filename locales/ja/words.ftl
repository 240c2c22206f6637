# What the tests of the crate `words` say.
-words-test-brand = かけはし

words-test-plain = 変わらない文
# $name (String)
# $count (Number) how many leads
words-test-leads = { $name }さんのリードは{ $count }件
# $count (Number)
words-test-count =
    { $count ->
        [0] まだありません
       *[other] { $count }件あります
    }
words-test-kind =
    { $kind ->
        [brand] メーカー
        [kol] インフルエンサー
       *[other] その他
    }
words-test-mail =
    { $name } 様

    お世話になっております。
    { -words-test-brand }です。
      字下げした行
    { words-test-plain }
