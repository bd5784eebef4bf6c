"""What the parts of an Office file are for: which belong, which can be taken out, which keep a file from readers.

By the last word of the type of their relation, in small letters (ECMA-376 part 1, and Microsoft's [MS-OFFDI]). What is
in neither list is not known, and so is not released.
"""

ORDINARY = frozenset(
    {
        *("officedocument", "styles", "styleswitheffects", "numbering", "settings", "websettings", "fonttable", "font"),
        *("theme", "themeoverride", "header", "footer", "footnotes", "endnotes", "image", "chart", "chartstyle"),
        *("chartcolorstyle", "chartusershapes", "chartex", "diagramdata", "diagramlayout", "diagramquickstyle"),
        *("diagramcolors", "diagramdrawing", "hyperlink", "customxmlprops"),
        *("worksheet", "chartsheet", "sharedstrings", "calcchain", "drawing", "vmldrawing", "legacydiagramtext"),
        *("table", "sheetmetadata", "featurepropertybag", "ctrlprop"),
        *("slide", "slidelayout", "slidemaster", "notesslide", "notesmaster", "handoutmaster", "presprops"),
        *("viewprops", "tablestyles"),
    }
)
"""What a file is made of."""

COUNTED = frozenset(
    {
        *("comments", "commentsextended", "commentsids", "commentsextensible", "threadedcomment"),
        *("core-properties", "signature", "certificate"),
    }
)
"""What its own reader looks into and counts, or what goes with another."""

REMOVABLE = {
    "extended-properties": "organisation and program in the properties",
    "custom-properties": "custom properties",
    "customxml": "custom XML",
    "thumbnail": "a small picture of the first page (thumbnail)",
    "people": "list of the people who commented on it or changed it",
    "person": "list of the people who commented on it or changed it",
    "commentauthors": "list of the people who commented on it or changed it",
    "authors": "list of the people who commented on it or changed it",
    "changesinfo": "history of its changes",
    "revisioninfo": "history of its changes",
    "printersettings": "name of a printer and its settings",
    "attachedtemplate": "place of the template it was made from",
    "mailmergesource": "place of the list for a mail merge",
    "mailmergeheadersource": "place of the list for a mail merge",
    "recipientdata": "list of people for a mail merge",
    "glossarydocument": "saved texts of its template (building blocks)",
    "classificationlabels": "sensitivity label of an organisation",
    "tags": "notes of add-ins (tags)",
    "intelligence": "suggestions of the editor",
    "intelligence2": "suggestions of the editor",
    "documenttasks": "tasks given to people",
    "namedsheetview": "views that people saved",
    "usernames": "list of the people who had it open",
    "origin": "digital signature",
    "keymapcustomizations": "keys and toolbars of its author",
    "attachedtoolbars": "keys and toolbars of its author",
}
"""What is taken out, and what it is called. No page, sheet or slide looks otherwise without it."""

KEPT_BACK = {
    "vbaproject": ("macro project", "macro projects"),
    "wordvbadata": ("macro project", "macro projects"),
    "xlmacrosheet": ("sheet of macros", "sheets of macros"),
    "xlintlmacrosheet": ("sheet of macros", "sheets of macros"),
    "oleobject": ("embedded file", "embedded files"),
    "package": ("embedded file", "embedded files"),
    "control": ("embedded control", "embedded controls"),
    "activexcontrolbinary": ("embedded control", "embedded controls"),
    "afchunk": ("embedded file", "embedded files"),
    "subdocument": ("embedded file", "embedded files"),
    "pivottable": (
        "pivot table, which holds all of the data behind it",
        "pivot tables, which hold the data behind them",
    ),
    "pivotcachedefinition": ("store of the data behind pivot tables", "stores of the data behind pivot tables"),
    "pivotcacherecords": ("store of the data behind pivot tables", "stores of the data behind pivot tables"),
    "externallink": ("store of data from another workbook", "stores of data from other workbooks"),
    "connections": ("connection to data elsewhere", "connections to data elsewhere"),
    "querytable": ("connection to data elsewhere", "connections to data elsewhere"),
    "revisionheaders": ("history of tracked changes", "histories of tracked changes"),
    "revisionlog": ("history of tracked changes", "histories of tracked changes"),
    "audio": ("sound", "sounds"),
    "video": ("film", "films"),
    "media": ("sound or film", "sounds or films"),
}
"""What cannot be taken out safely: one of it, several."""

UNKNOWN = ("part of a sort that is not known here", "parts of a sort that is not known here")
OUTSIDE = ("link to something outside the file", "links to something outside the file")
LINKS = "links to files, folders or e-mail addresses"
CHART_DATA = ("table of the data behind a chart", "tables of the data behind charts")
UNSEEN = ("part that no program shows", "parts that no program shows")
WEB = ("http://", "https://")

PLACES = {
    "header": "a header",
    "footer": "a footer",
    "footnotes": "a footnote",
    "endnotes": "an endnote",
    "comments": "a comment",
    "threadedcomment": "a comment",
    "chart": "a chart",
    "chartex": "a chart",
    "chartusershapes": "a chart",
    "diagramdata": "a diagram",
    "diagramdrawing": "a diagram",
    "drawing": "a text box or picture",
    "vmldrawing": "a text box or picture",
    "table": "the headings of a table",
    "core-properties": "the properties",
    "extended-properties": "the properties",
    "custom-properties": "the properties",
    "customxml": "custom XML",
    "notesslide": "the notes of a slide",
}
"""How the place is called that a part is."""
