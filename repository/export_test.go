package repository

import "audiensi/domain/usecase"

// QuestionQuery returns the statement that a list of questions sends.
func (s *Store) QuestionQuery(f usecase.QuestionFilter, page usecase.Page) (string, []any, error) {
	k, err := questionPage(f, page)
	if err != nil {
		return "", nil, err
	}
	query, args := s.dialect.questionQuery(f, k)
	return query, args, nil
}
