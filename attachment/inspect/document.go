package inspect

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"strings"
)

// mainParts are the main parts of documents with their media type (ISO/IEC
// 29500-1, sections 11 to 13).
var mainParts = map[string]string{
	openXML + "wordprocessingml.document.main+xml":   openXML + "wordprocessingml.document",
	openXML + "spreadsheetml.sheet.main+xml":         openXML + "spreadsheetml.sheet",
	openXML + "presentationml.presentation.main+xml": openXML + "presentationml.presentation",
}

// documentType returns the media type that the archive says it is.
func documentType(r *zip.Reader) (string, error) {
	types, err := entry(r, "[Content_Types].xml")
	if err != nil {
		return "", err
	}
	mimetype, err := entry(r, "mimetype")
	switch {
	case err != nil:
		return "", err
	case types != nil && mimetype != nil:
		return "", errMixed
	case types != nil:
		return openXMLType(types)
	}
	return openDocumentType(r, string(mimetype))
}

// contentTypes is the part of an Office Open XML document that types all others
// (ISO/IEC 29500-2, section 10).
type contentTypes struct {
	Default  []typed `xml:"Default"`
	Override []typed `xml:"Override"`
}

type typed struct {
	ContentType string `xml:"ContentType,attr"`
}

func openXMLType(types []byte) (string, error) {
	var list contentTypes
	if err := xml.Unmarshal(types, &list); err != nil {
		return "", errors.Join(errDamaged, err)
	}
	found := ""
	for _, t := range append(list.Override, list.Default...) {
		if lower := strings.ToLower(t.ContentType); strings.Contains(lower, "macroenabled") || strings.Contains(lower, "vbaproject") {
			return "", errMacros
		}
		media, ok := mainParts[t.ContentType]
		if ok && found != "" && found != media {
			return "", errMixed
		}
		if ok {
			found = media
		}
	}
	if found == "" {
		return "", errType
	}
	return found, nil
}

// openDocumentType reads the entry that an OpenDocument begins with (OASIS ODF
// 1.3, part 2, section 3.3). The manifest says whether its parts are encrypted.
func openDocumentType(r *zip.Reader, media string) (string, error) {
	if kinds[media].ends == nil || !strings.HasPrefix(media, "application/vnd.oasis.opendocument.") || r.File[0].Name != "mimetype" {
		return "", errType
	}
	manifest, err := entry(r, "META-INF/manifest.xml")
	switch {
	case err != nil:
		return "", err
	case manifest == nil:
		return "", damaged("no manifest")
	case bytes.Contains(manifest, []byte("encryption-data")):
		return "", errLocked
	}
	return media, nil
}
