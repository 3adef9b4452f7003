package command

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/visible"
)

// jsonWriter writes JSON with its fields in the order of the calls, which is the order that the commands promise.
// It allocates nothing but for texts that need escapes: a run prints dozens of values a pass.
type jsonWriter struct {
	out   *output
	comma bool // the next value comes behind one
}

func (o *output) json() *jsonWriter { return &jsonWriter{out: o} }

func (j *jsonWriter) raw(text string) {
	if j.out.err == nil {
		_, j.out.err = j.out.w.WriteString(text)
	}
}

func (j *jsonWriter) sign(one byte) {
	if j.out.err == nil {
		j.out.err = j.out.w.WriteByte(one)
	}
}

// next begins a value, with a comma before it where one is due.
func (j *jsonWriter) next() {
	if j.comma {
		j.sign(',')
	}
	j.comma = true
}

// value writes one value as it is given.
func (j *jsonWriter) value(text string) {
	j.next()
	j.raw(text)
}

func (j *jsonWriter) begin(bracket byte) {
	j.next()
	j.sign(bracket)
	j.comma = false
}

func (j *jsonWriter) beginObject() { j.begin('{') }
func (j *jsonWriter) beginArray()  { j.begin('[') }

// end closes an object or an array.
func (j *jsonWriter) end(bracket byte) {
	j.sign(bracket)
	j.comma = true
}

// field writes a field's name; the value follows.
func (j *jsonWriter) field(name string) *jsonWriter {
	j.text(name)
	j.sign(':')
	j.comma = false
	return j
}

// text writes a string.
func (j *jsonWriter) text(s string) {
	j.next()
	if !bare(s) {
		j.raw(quote(s))
		return
	}
	j.sign('"')
	j.raw(s)
	j.sign('"')
}

// number writes an integer where it belongs at once: what a writer has room for needs no text of its own.
func (j *jsonWriter) number(n int64) {
	j.next()
	if j.out.err == nil {
		_, j.out.err = j.out.w.Write(strconv.AppendInt(j.out.w.AvailableBuffer(), n, 10))
	}
}

func (j *jsonWriter) truth(b bool) { j.value(strconv.FormatBool(b)) }

// texts writes an array of strings.
func (j *jsonWriter) texts(all []string) {
	j.beginArray()
	for _, s := range all {
		j.text(s)
	}
	j.end(']')
}

// bare reports whether a text is a JSON string as it is, but for the quotation marks around it.
func bare(s string) bool {
	for i := range len(s) {
		if c := s[i]; c < ' ' || c > '~' || c == '"' || c == '\\' {
			return false
		}
	}
	return true
}

// quote returns a JSON string, with < and > as they are; a text that is not UTF-8 is mended, and what would do
// something to a terminal is an escape.
func quote(s string) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		return `""`
	}
	return visible.Text(strings.TrimSuffix(b.String(), "\n"))
}
