window.YTD.tweet.part0 = [ {
  "retweeted" : false,
  "source" : "<a href=\"https://about.twitter.com/products/tweetdeck\" rel=\"nofollow\">TweetDeck</a>",
  "entities" : {
    "hashtags" : [ ],
    "symbols" : [ ],
    "user_mentions" : [ ],
    "urls" : [ {
      "url" : "https://t.co/ChOrAlE019",
      "expanded_url" : "https://fabrique.example/chorale",
      "display_url" : "fabrique.example/chorale",
      "indices" : [ "36", "59" ]
    } ]
  },
  "display_text_range" : [ "0", "59" ],
  "favorite_count" : "4",
  "id_str" : "1110000000000000001",
  "truncated" : false,
  "retweet_count" : "1",
  "id" : "1110000000000000001",
  "created_at" : "Mon Mar 25 09:00:00 +0000 2019",
  "favorited" : false,
  "full_text" : "La chorale cherche deux voix graves https://t.co/ChOrAlE019",
  "lang" : "fr"
} ]
