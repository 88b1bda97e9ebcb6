Grailbird.data.tweets_2010_10 = 
 [ {
  "source" : "web",
  "entities" : { "user_mentions" : [ ], "media" : [ ], "hashtags" : [ ], "urls" : [ ] },
  "geo" : { },
  "id_str" : "27000000001",
  "text" : "Premier message de la Fabrique. Bonjour le quartier !",
  "id" : 27000000001,
  "created_at" : "2010-10-12 00:00:00 +0000",
  "user" : { "name" : "La Fabrique", "screen_name" : "lafabrique_x", "protected" : false, "id_str" : "42", "id" : 42, "verified" : false }
}, {
  "source" : "web",
  "entities" : { "user_mentions" : [ ], "media" : [ ], "hashtags" : [ ], "urls" : [ ] },
  "geo" : { },
  "id_str" : "27000000002",
  "text" : "RT @une_voisine: la Fabrique ouvre ses portes",
  "retweeted_status" : { "text" : "la Fabrique ouvre ses portes", "id_str" : "26000000000", "id" : 26000000000, "created_at" : "2010-10-11 00:00:00 +0000" },
  "id" : 27000000002,
  "created_at" : "2010-10-13 00:00:00 +0000",
  "user" : { "name" : "La Fabrique", "screen_name" : "lafabrique_x", "protected" : false, "id_str" : "42", "id" : 42, "verified" : false }
} ]
