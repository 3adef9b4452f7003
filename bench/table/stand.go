package main

import (
	"bytes"
	"fmt"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
)

// stand runs benchmarks: the tests of each package are built once.
type stand struct {
	dir   string
	built map[string]string // test binary by package
}

// measure runs a row and what it is compared with, the two in turn.
func (s *stand) measure(r *row, rounds int) (measured, error) {
	var m measured
	for range rounds {
		ours, err := s.run(r.ours, r.once)
		if err != nil {
			return m, err
		}
		m.ours = append(m.ours, ours)
		if r.floor == (ref{}) {
			continue
		}
		beside, err := s.run(r.floor, r.once)
		if err != nil {
			return m, err
		}
		m.beside = append(m.beside, beside)
	}
	return m, nil
}

// run runs one benchmark in the folder of its package and returns its number.
func (s *stand) run(r ref, once bool) (float64, error) {
	binary, err := s.build(r.pkg)
	if err != nil {
		return 0, err
	}
	turns := "300ms"
	if once {
		turns = "1x"
	}
	var names []string
	for name := range strings.SplitSeq(r.bench, "/") {
		names = append(names, "^"+name+"$")
	}
	names[0] = "^Benchmark" + names[0][1:]
	c := exec.Command(binary, "-test.run=^$", "-test.bench="+strings.Join(names, "/"), "-test.benchtime="+turns,
		"-test.timeout=10m")
	c.Dir = r.pkg
	out, err := c.CombinedOutput()
	if err != nil {
		return 0, fmt.Errorf("%w\n%s", err, out)
	}
	for line := range bytes.Lines(out) {
		if fields := strings.Fields(string(line)); len(fields) > 3 && strings.HasPrefix(fields[0], "Benchmark") {
			return number(fields[2:], r.metric)
		}
	}
	return 0, fmt.Errorf("there is no benchmark %s in %s", r.bench, r.pkg)
}

// number finds a metric among those of a benchmark's line, value before unit.
func number(fields []string, metric string) (float64, error) {
	known := map[string]string{}
	for i := 0; i+1 < len(fields); i += 2 {
		known[fields[i+1]] = fields[i]
	}
	wanted := []string{metric}
	if metric == "" {
		wanted = []string{"cpu-ns/op", "ns/op"}
	}
	for _, unit := range wanted {
		if text, has := known[unit]; has {
			return strconv.ParseFloat(text, 64)
		}
	}
	return 0, fmt.Errorf("no %v among %v", wanted, fields)
}

func (s *stand) build(pkg string) (string, error) {
	if binary, done := s.built[pkg]; done {
		return binary, nil
	}
	binary := filepath.Join(s.dir, strings.NewReplacer(".", "", "/", "-").Replace(pkg)+".test")
	if out, err := exec.Command("go", "test", "-c", "-o", binary, pkg).CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	s.built[pkg] = binary
	return binary, nil
}
