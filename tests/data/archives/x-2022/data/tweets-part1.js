window.YTD.tweets.part1 = [
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities" : { "hashtags" : [ ], "symbols" : [ ], "user_mentions" : [ ], "urls" : [ ] },
      "display_text_range" : [ "0", "52" ],
      "favorite_count" : "1",
      "id_str" : "1483900000000000001",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1483900000000000001",
      "created_at" : "Sat Jan 01 11:00:00 +0000 2022",
      "favorited" : false,
      "full_text" : "Bonne année à toutes et à tous, de toute la Fabrique",
      "lang" : "fr"
    }
  }
]
