package inspect

// kind says how people call files of a media type: the endings of their names,
// the usual one first, and other types that devices say for it.
type kind struct{ ends, said []string }

const openXML = "application/vnd.openxmlformats-officedocument."

// kinds are the types that are accepted.
var kinds = map[string]kind{
	"image/jpeg":                                     {[]string{".jpg", ".jpeg", ".jpe", ".jfif"}, []string{"image/jpg", "image/pjpeg"}},
	"image/png":                                      {[]string{".png"}, []string{"image/x-png"}},
	"image/webp":                                     {[]string{".webp"}, nil},
	"application/pdf":                                {[]string{".pdf"}, []string{"application/x-pdf"}},
	openXML + "wordprocessingml.document":            {[]string{".docx"}, nil},
	openXML + "spreadsheetml.sheet":                  {[]string{".xlsx"}, nil},
	openXML + "presentationml.presentation":          {[]string{".pptx"}, nil},
	"application/vnd.oasis.opendocument.text":        {[]string{".odt"}, nil},
	"application/vnd.oasis.opendocument.spreadsheet": {[]string{".ods"}, nil},
}

// lockable are the endings of documents that a password turns into an OLE container.
var lockable = []string{".docx", ".xlsx", ".pptx"}
