Grailbird.data.tweets_2014_03 = 
 [ {
  "source" : "\u003Ca href=\"http:\/\/twitter.com\" rel=\"nofollow\"\u003ETwitter Web Client\u003C\/a\u003E",
  "entities" : {
    "user_mentions" : [ ],
    "media" : [ ],
    "hashtags" : [ { "text" : "velo", "indices" : [ 44, 49 ] } ],
    "urls" : [ {
      "indices" : [ 50, 72 ],
      "url" : "http:\/\/t.co\/AtElIeR001",
      "expanded_url" : "http:\/\/fabrique.example\/atelier",
      "display_url" : "fabrique.example\/atelier"
    } ]
  },
  "geo" : { },
  "id_str" : "450000000000000002",
  "text" : "L\u2019atelier v\u00E9lo &amp; la caf\u00E9t\u00E9ria rouvrent samedi #velo http:\/\/t.co\/AtElIeR001",
  "id" : 450000000000000002,
  "created_at" : "2014-03-31 19:32:36 +0000",
  "user" : { "name" : "La Fabrique", "screen_name" : "lafabrique_x", "protected" : false, "id_str" : "42", "id" : 42, "verified" : false }
}, {
  "source" : "web",
  "entities" : { "user_mentions" : [ ], "media" : [ ], "hashtags" : [ ], "urls" : [ ] },
  "in_reply_to_status_id_str" : "450000000000000001",
  "geo" : { },
  "id_str" : "450000000000000003",
  "in_reply_to_user_id" : 43,
  "text" : "@une_voisine oui, \u00E0 partir de 14 h !",
  "id" : 450000000000000003,
  "created_at" : "2014-03-30 08:05:00 +0000",
  "user" : { "name" : "La Fabrique", "screen_name" : "lafabrique_x", "protected" : false, "id_str" : "42", "id" : 42, "verified" : false }
} ]
