package minutes

import (
	"audiensi/domain/intake"
	"audiensi/domain/question"
)

// statuses are what minutes say of where a question stands.
var statuses = intake.NewChoice([]intake.Named{
	{Code: string(question.Captured), Label: "Belum ditindaklanjuti", Names: []string{"belum", "belum dijawab", "belum ditindaklanjuti", "belum selesai", "baru", "tercatat", "dicatat", "pending", "open"}},
	{Code: string(question.Assigned), Label: "Diteruskan", Names: []string{"diteruskan", "disposisi", "didisposisikan", "diteruskan ke opd", "forwarded"}},
	{Code: string(question.InProgress), Label: "Dalam proses", Names: []string{"proses", "dalam proses", "diproses", "sedang diproses", "dikerjakan", "sedang dikerjakan", "on progress"}},
	{Code: string(question.Answered), Label: "Dijawab", Names: []string{"dijawab", "sudah dijawab", "terjawab", "ditanggapi", "dijawab di tempat"}},
	{Code: string(question.Resolved), Label: "Selesai", Names: []string{"selesai", "sudah selesai", "tuntas", "beres", "done", "closed"}},
	{Code: string(question.Dismissed), Label: "Bukan kewenangan", Names: []string{"bukan kewenangan", "bukan pertanyaan", "dikesampingkan", "ditolak", "batal", "rejected"}},
})

// stand reads the status and checks that the row has what it needs.
func (r *row) stand() {
	words := r.text(fieldStatus)
	if words == "" {
		return
	}
	code, miss := statuses.Find(words, nil)
	if miss != nil {
		r.miss(fieldStatus, words, miss)
		return
	}
	r.e.Status, r.e.StatusText = question.Status(code), words
	switch r.e.Status {
	case question.Answered, question.Resolved:
		if r.e.Answer == "" {
			r.fault(fieldAnswer, "required", "")
		}
	case question.Assigned, question.InProgress:
		if r.text(fieldDinas) == "" {
			r.fault(fieldDinas, "required", "")
		}
		fallthrough
	case question.Captured, question.Dismissed:
		if r.e.Answer != "" {
			r.fault(fieldStatus, "status_answered", words)
		}
	}
}
