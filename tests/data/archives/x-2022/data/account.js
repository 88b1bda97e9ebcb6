window.YTD.account.part0 = [ {
  "account" : {
    "phoneNumber" : "",
    "email" : "contact@fabrique.example",
    "createdVia" : "web",
    "username" : "lafabrique_x",
    "accountId" : "42",
    "createdAt" : "2010-10-12T09:00:00.000Z",
    "accountDisplayName" : "La Fabrique"
  }
} ]
