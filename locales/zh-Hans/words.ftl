-words-test-brand = 架桥

words-test-plain = 不变的句子
words-test-leads = { $name }有{ $count }条线索
words-test-count =
    { $count ->
        [0] 暂无
       *[other] 共{ $count }条
    }
words-test-kind =
    { $kind ->
        [brand] 品牌方
        [kol] 达人
       *[other] 其他
    }
words-test-mail =
    { $name }，您好：

    感谢您的支持。
    这里是{ -words-test-brand }。
      缩进的一行
    { words-test-plain }
