package command

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/quartet-os/quartet/visible"
)

// heard is standard output as all write to it, help and completion too: what cannot be written is not forgotten.
type heard struct {
	w   io.Writer
	err error
}

// Write hands on.
func (h *heard) Write(p []byte) (int, error) {
	n, err := h.w.Write(p)
	if err != nil && h.err == nil {
		h.err = err
	}
	return n, err
}

// failure is the error of a command line whose output is not whole. That nobody reads on is none: what the command
// found is found.
func (h *heard) failure() error {
	if h.err == nil || closedPipe(h.err) {
		return nil
	}
	return fail(ExitIO, "the output cannot be written: %w", h.err)
}

// output is standard output: it remembers the first error, so that lines are written without a look at each.
// What a text of others would do to a terminal is written out.
type output struct {
	w   *bufio.Writer
	err error
}

func newOutput(w io.Writer) *output { return &output{w: bufio.NewWriterSize(w, 64<<10)} }

func (o *output) line(format string, args ...any) {
	if o.err == nil {
		_, o.err = o.w.WriteString(visible.Text(fmt.Sprintf(format+"\n", args...)))
	}
}

// failed tells that nobody reads any more, or the disk is full: more work is of no use.
func (o *output) failed() bool { return o.err != nil }

// flush lets those who read see what there is by now.
func (o *output) flush() {
	if o.err == nil {
		o.err = o.w.Flush()
	}
}

// close writes what is left, and returns the first error of all.
func (o *output) close() error {
	if o.err == nil {
		o.err = o.w.Flush()
	}
	if o.err == nil || closedPipe(o.err) {
		return o.err
	}
	return fail(ExitIO, "the output cannot be written: %w", o.err)
}

// brokenOff writes what is left of an output that ends with a context, and returns the reason.
func (o *output) brokenOff(ctx context.Context) error {
	if err := o.close(); err != nil {
		return err
	}
	return because(ctx, ctx.Err())
}

// jsonWriter writes JSON with its fields in the order of the calls, which is the order that the commands promise.
type jsonWriter struct {
	out   *output
	comma bool
}

func (o *output) json() *jsonWriter { return &jsonWriter{out: o} }

func (j *jsonWriter) raw(text string) {
	if j.out.err == nil {
		_, j.out.err = j.out.w.WriteString(text)
	}
}

// value writes one value, with a comma before it where one is due.
func (j *jsonWriter) value(text string) {
	if j.comma {
		j.raw(",")
	}
	j.raw(text)
	j.comma = true
}

func (j *jsonWriter) begin(bracket string) {
	j.value(bracket)
	j.comma = false
}

func (j *jsonWriter) beginObject() { j.begin("{") }
func (j *jsonWriter) beginArray()  { j.begin("[") }

// end closes an object or an array.
func (j *jsonWriter) end(bracket byte) {
	j.raw(string(bracket))
	j.comma = true
}

// field writes a field's name; the value follows.
func (j *jsonWriter) field(name string) *jsonWriter {
	j.text(name)
	j.raw(":")
	j.comma = false
	return j
}

func (j *jsonWriter) text(s string) { j.value(quote(s)) }

func (j *jsonWriter) number(n int64) { j.value(strconv.FormatInt(n, 10)) }

func (j *jsonWriter) truth(b bool) { j.value(strconv.FormatBool(b)) }

// texts writes an array of strings.
func (j *jsonWriter) texts(all []string) {
	j.beginArray()
	for _, s := range all {
		j.text(s)
	}
	j.end(']')
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
