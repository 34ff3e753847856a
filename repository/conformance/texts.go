package conformance

import (
	"context"
	"strings"

	"audiensi/domain"
	"audiensi/domain/domaintest"
	"audiensi/domain/question"
	"audiensi/domain/usecase"
)

func testTexts(s suite) {
	session := newSession()
	for name, text := range map[string]string{
		"emoji":             "Terima kasih 🙏🏽 Pak Bupati 👨‍👩‍👧‍👦",
		"4000 of 4 bytes":   strings.Repeat("𝔸", domain.MaxQuestionText),
		"combining":         "e\u0301 is not \u00e9",
		"trailing blanks":   "akhir  \n",
		"javanese":          "ꦲꦤꦕꦫꦏ",
		"quotes":            `' " \ %s ? ; -- /*`,
		"lines and tabs":    "satu\n\tdua",
		"right to left":     "سؤال",
		"a lone zero width": "a\u200bb",
	} {
		s.run(name, func(s suite) { testText(s, session, text) })
	}
	s.run("found", func(s suite) { testTextFound(s, session) })
}

func testText(s suite, session domain.SessionID, text string) {
	q := domaintest.Captured(session, domaintest.Now, func(c *question.Capture) {
		c.Text = text
		c.Asker.Name = string([]rune(text)[:min(domain.MaxNameText, len([]rune(text)))])
	})
	act := domaintest.Act(domaintest.Now)
	s.must(q.Assign(act, "dinsos"), q.Accept(act), q.Note(act, text, true), q.AskBack(act, text, domaintest.Now.Add(1)),
		q.Reply(act, text), q.Publish(act, text+text, domaintest.Now.Add(1)))
	want := q.State()
	s.save(q)
	s.equal("stored", want, s.load(want.ID).State())
}

func testTextFound(s suite, session domain.SessionID) {
	for text, want := range map[string]int{"🙏🏽": 1, "E\u0301": 1, "\u00c9": 1, "\u0301": 1, "ꦕꦫ": 1, "satu dua": 1, `\`: 1, "?": 1, "𝔸𝔸": 1, "tiga": 0} {
		states, _, err := s.list(usecase.QuestionFilter{Session: session, Text: text}, usecase.Page{})
		s.must(err)
		s.equal("found for "+text, want, len(states))
	}
	s.view(func(ctx context.Context, tx usecase.Tx) error {
		_, _, err := tx.ListQuestions(ctx, usecase.QuestionFilter{Text: strings.Repeat("kata ", 40)}, usecase.Page{})
		return err
	})
}
