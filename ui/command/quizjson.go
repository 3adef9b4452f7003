package command

import (
	"io"
	"strings"

	"github.com/quartet-os/quartet/engine/predict"
	"github.com/quartet-os/quartet/ui/record/trace"
)

// sheetJSON writes a sheet as one JSON object. The text of a question is whole: nothing else has to be seen.
func sheetJSON(w io.Writer, s *trace.Sheet) error {
	out := newOutput(w)
	j := out.json()
	j.beginObject()
	j.field("questions").beginArray()
	for _, q := range s.Questions {
		questionJSON(j, q, s.Answers)
	}
	j.end(']')
	j.field("scene").text(s.Title)
	j.field("listing").text(strings.Join(listed(s), "\n"))
	if len(s.Short) > 0 {
		j.field("short").beginArray()
		for _, short := range s.Short {
			j.text(short.String())
		}
		j.end(']')
	}
	j.end('}')
	j.raw("\n")
	return out.close()
}

// questionJSON writes one question.
func questionJSON(j *jsonWriter, q *predict.Question, answers bool) {
	j.beginObject()
	j.field("kind").text(q.Kind.String())
	text := q.Whole()
	if q.Table != nil {
		rows := []string{strings.Join(q.Table.Columns, " | ")}
		for _, row := range q.Table.Rows {
			rows = append(rows, strings.Join(row, " | "))
		}
		text = append(rows, text...)
	}
	j.field("text").text(strings.Join(text, "\n"))
	j.field("answers").beginArray()
	for _, a := range q.Answers {
		j.text(a.Text)
	}
	j.end(']')
	if answers {
		j.field("right").number(int64(q.Right))
		j.field("why").text(strings.Join(q.Solution()[1:], " "))
		j.field("beliefs").beginArray()
		for i := range q.Answers {
			j.text(q.Answers[i].Believed())
		}
		j.end(']')
	}
	if t := q.Table; t != nil {
		j.field("table").beginObject()
		j.field("columns").texts(t.Columns)
		j.field("rows").beginArray()
		for _, row := range t.Rows {
			j.texts(row)
		}
		j.end(']')
		j.end('}')
	}
	j.end('}')
}

// listed are the lines of the scene with their numbers.
func listed(s *trace.Sheet) (all []string) {
	for _, l := range predict.Listing(s.Program) {
		all = append(all, trace.Numbered(l))
	}
	return all
}
