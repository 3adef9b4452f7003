package command

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"

	"github.com/quartet-os/quartet/engine/grade"
	"github.com/quartet-os/quartet/ui/disk"
	"github.com/quartet-os/quartet/visible"
)

// report is the file that --junit names: its place is looked at before anything is graded. nil: there is none.
type report struct {
	path  string
	force bool
	draft *disk.Draft
}

// report begins the file; what stands in its place is replaced only by force, and only where it is a file.
func (f *gradeFlags) report() (*report, error) {
	if f.junit == "" {
		return nil, nil
	}
	r := &report{path: f.junit, force: f.force}
	if _, err := os.Lstat(r.path); err == nil {
		var irregular *disk.Irregular
		switch err := disk.Regular(r.path); {
		case errors.As(err, &irregular):
			return nil, fail(ExitIO, "%s is %s; --junit needs a file's name", r.path, irregular.What)
		case err != nil:
			return nil, unwritable(r.path, err)
		case !f.force:
			return nil, fail(ExitIO, "%s is there already; --force replaces it", r.path)
		}
	}
	var err error
	if r.draft, err = disk.Begin(r.path, disk.Shared); err != nil {
		return nil, unwritable(r.path, err)
	}
	return r, nil
}

// drop removes what was begun and not kept.
func (r *report) drop() {
	if r != nil {
		r.draft.Drop()
	}
}

// keep writes the file, whole.
func (r *report) keep(dir string, all []grade.Grade) error {
	if r == nil {
		return nil
	}
	data, err := junit(dir, all)
	if err == nil {
		_, err = r.draft.Write(data)
	}
	switch {
	case err != nil:
	case r.force:
		err = r.draft.Replace()
	default:
		err = r.draft.Place()
	}
	if errors.Is(err, fs.ErrExist) {
		return fail(ExitIO, "%s has come to be there meanwhile; --force replaces it", r.path)
	}
	return unwritable(r.path, err)
}

// The elements of JUnit's XML that all readers know.
type (
	suites struct {
		XMLName xml.Name `xml:"testsuites"`
		Suites  []suite  `xml:"testsuite"`
	}
	suite struct {
		Name     string     `xml:"name,attr"`
		Tests    int        `xml:"tests,attr"`
		Failures int        `xml:"failures,attr"`
		Errors   int        `xml:"errors,attr"`
		Skipped  int        `xml:"skipped,attr"`
		Cases    []testcase `xml:"testcase"`
	}
	testcase struct {
		Name    string   `xml:"name,attr"`
		Class   string   `xml:"classname,attr"`
		Failure *trouble `xml:"failure"`
		Error   *trouble `xml:"error"`
		Out     string   `xml:"system-out,omitempty"`
	}
	trouble struct {
		Message string `xml:"message,attr"`
		Type    string `xml:"type,attr"`
		Text    string `xml:",chardata"`
	}
)

// junit writes grades as JUnit XML: what does not pass is a failure, what is not known an error.
func junit(dir string, all []grade.Grade) ([]byte, error) {
	s := suite{Name: visible.Line(dir), Tests: len(all)}
	for i := range all {
		g := &all[i]
		c := testcase{Name: visible.Line(g.File), Class: "quartet.grade"}
		beside := visible.Text(strings.Join(append(append([]string{}, g.Untested...), g.Notes...), "\n"))
		what := &trouble{Message: visible.Line(g.Sentence()), Type: g.Kind, Text: stepsText(g.Steps)}
		switch {
		case g.Passed:
			what = nil
		case g.Verdict == grade.Unknown:
			what.Type, c.Error = g.Verdict.String(), what
			s.Errors++
		default:
			if what.Type == "" {
				what.Type = g.Verdict.String()
			}
			c.Failure = what
			s.Failures++
		}
		c.Out = beside
		s.Cases = append(s.Cases, c)
	}
	data, err := xml.MarshalIndent(suites{Suites: []suite{s}}, "", "  ")
	return append(append([]byte(xml.Header), data...), '\n'), err
}

// stepsText is a schedule, a step a line.
func stepsText(steps []grade.Step) string {
	var b strings.Builder
	for i, s := range steps {
		fmt.Fprintf(&b, "\n%d %s", i+1, visible.Line(s.String()))
	}
	return b.String()
}
