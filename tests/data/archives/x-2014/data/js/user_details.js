var user_details =  {
  "expanded_url" : "http:\/\/fabrique.example",
  "screen_name" : "lafabrique_x",
  "location" : "Lyon",
  "url" : "http:\/\/t.co\/FaBrIqUe",
  "full_name" : "La Fabrique",
  "bio" : "Ateliers, jardin, chorale.",
  "id" : "42",
  "created_at" : "2010-10-12 09:00:00 +0000"
}
