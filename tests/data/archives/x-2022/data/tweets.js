window.YTD.tweets.part0 = [
  {
    "tweet" : {
      "edit_info" : {
        "initial" : {
          "editTweetIds" : [ "1582900000000000001" ],
          "editableUntil" : "2022-10-19T21:07:25.000Z",
          "editsRemaining" : "5",
          "isEditEligible" : true
        }
      },
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities" : {
        "hashtags" : [ { "text" : "ESS", "indices" : [ "53", "57" ] } ],
        "symbols" : [ ],
        "user_mentions" : [ ],
        "urls" : [ {
          "url" : "https://t.co/JaRdIn0022",
          "expanded_url" : "https://fabrique.example/jardin",
          "display_url" : "fabrique.example/jardin",
          "indices" : [ "58", "81" ]
        } ]
      },
      "display_text_range" : [ "0", "81" ],
      "favorite_count" : "12",
      "id_str" : "1582900000000000001",
      "truncated" : false,
      "retweet_count" : "3",
      "id" : "1582900000000000001",
      "possibly_sensitive" : false,
      "created_at" : "Wed Oct 19 20:07:25 +0000 2022",
      "favorited" : false,
      "full_text" : "Le jardin &lt;3 vous attend : bêches, gants &amp; bonne humeur #ESS https://t.co/JaRdIn0022",
      "lang" : "fr"
    }
  },
  {
    "tweet" : {
      "edit_info" : { "initial" : { "editTweetIds" : [ "1582900000000000002" ], "editableUntil" : "2022-10-19T21:09:00.000Z", "editsRemaining" : "5", "isEditEligible" : false } },
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities" : { "hashtags" : [ ], "symbols" : [ ], "user_mentions" : [ { "name" : "Une voisine", "screen_name" : "une_voisine", "indices" : [ "0", "12" ], "id_str" : "43", "id" : "43" } ], "urls" : [ ] },
      "display_text_range" : [ "0", "31" ],
      "favorite_count" : "0",
      "in_reply_to_status_id_str" : "1582800000000000009",
      "id_str" : "1582900000000000002",
      "in_reply_to_user_id" : "43",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1582900000000000002",
      "in_reply_to_status_id" : "1582800000000000009",
      "created_at" : "Wed Oct 19 20:09:00 +0000 2022",
      "favorited" : false,
      "full_text" : "@une_voisine avec plaisir 🌱",
      "lang" : "fr",
      "in_reply_to_screen_name" : "une_voisine",
      "in_reply_to_user_id_str" : "43"
    }
  },
  {
    "tweet" : {
      "retweeted" : false,
      "source" : "<a href=\"https://mobile.twitter.com\" rel=\"nofollow\">Twitter Web App</a>",
      "entities" : { "hashtags" : [ ], "symbols" : [ ], "user_mentions" : [ ], "urls" : [ ] },
      "display_text_range" : [ "0", "48" ],
      "favorite_count" : "0",
      "id_str" : "1582900000000000003",
      "truncated" : false,
      "retweet_count" : "0",
      "id" : "1582900000000000003",
      "created_at" : "Thu Oct 20 06:00:00 +0000 2022",
      "favorited" : false,
      "full_text" : "RT @une_voisine: quel beau jardin !",
      "lang" : "fr"
    }
  }
]
