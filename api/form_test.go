package api_test

import (
	"net/http"
	"strings"

	"audiensi/attachment/attachmenttest"
)

const boundary = "batas-formulir"

// mediaTypes are the types of files that replies have.
var mediaTypes = []string{"image/jpeg", "image/png", "image/webp", "application/pdf",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document"}

// The forms of uploads; forQuestion and forAnswer attach a small PDF.
var (
	aPDF        = string(attachmenttest.PDF(""))
	forQuestion = formOf(forPart("question"), filePart("surat.pdf", "application/pdf", aPDF))
	forAnswer   = formOf(forPart("answer"), filePart("balasan.pdf", "application/pdf", aPDF))
)

func forPart(what string) string {
	return "--" + boundary + "\r\nContent-Disposition: form-data; name=\"for\"\r\n\r\n" + what + "\r\n"
}

// filePart is a part with a file; its disposition is written as it is given.
func filePart(name, media, content string) string {
	return dispositionPart(`name="file"; filename="`+name+`"`, media, content)
}

func dispositionPart(disposition, media, content string) string {
	head := "--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n"
	if media != "" {
		head += "Content-Type: " + media + "\r\n"
	}
	return head + "\r\n" + content + "\r\n"
}

func formOf(parts ...string) string { return strings.Join(parts, "") + "--" + boundary + "--\r\n" }

// attach attaches a file to what the question is now, and returns the file's
// address and the reply.
func (w *world) attach(who, path, what, name, content string) (file string, got reply) {
	w.t.Helper()
	body := formOf(forPart(what), filePart(name, "", content))
	got = w.post(who, path+"/attachments", body, match(w.get("moderator", path).etag())).want(http.StatusOK)
	list := got.list("attachments")
	return path + "/attachments/" + list[len(list)-1].(map[string]any)["id"].(string), got
}

// withFiles puts the ids of the question's files into the address of a move.
func (w *world) withFiles(path, move string) string {
	w.t.Helper()
	if !strings.Contains(move, "{") {
		return move
	}
	for _, a := range w.get("moderator", path).list("attachments") {
		file := a.(map[string]any)
		move = strings.Replace(move, "{"+file["for"].(string)+"}", file["id"].(string), 1)
	}
	return move
}
