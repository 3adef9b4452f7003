// Command table runs the benchmarks of the repository beside what they are compared with, the two in turn, and prints a
// table: the least of each, the median of their ratios and how far these spread, and what machine it was.
//
//	go run ./bench/table [-rounds 5] [-only WORD]
//
// Numbers are processor time where the system tells that. On a machine with other work read the ratios.
package main

import (
	"flag"
	"fmt"
	"math"
	"os"
	"runtime"
	"slices"
	"strings"
	"text/tabwriter"
)

func main() {
	rounds := flag.Int("rounds", 5, "how often each benchmark is run")
	only := flag.String("only", "", "rows whose name has this word")
	flag.Parse()
	if flag.NArg() > 0 || *rounds < 1 {
		flag.Usage()
		os.Exit(2)
	}
	if err := table(*rounds, *only); err != nil {
		fmt.Fprintln(os.Stderr, "bench/table:", err)
		os.Exit(1)
	}
}

func table(rounds int, only string) error {
	work, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer os.RemoveAll(work)
	s := &stand{dir: work, built: map[string]string{}}
	fmt.Printf("%s\n\n", facts())
	w := tabwriter.NewWriter(os.Stdout, 0, 0, 2, ' ', 0)
	fmt.Fprint(w, "what\tleast\tbeside\tratio\tfrom\tto\n")
	for _, r := range rows() {
		if !strings.Contains(r.name, only) {
			continue
		}
		fmt.Fprintf(os.Stderr, "%s …\n", r.name)
		m, err := s.measure(&r, rounds)
		if err != nil {
			return fmt.Errorf("%s: %w", r.name, err)
		}
		fmt.Fprintln(w, m.line(&r))
	}
	return w.Flush()
}

// facts tells what machine it is.
func facts() string {
	cpu := "an unknown processor"
	if text, err := os.ReadFile("/proc/cpuinfo"); err == nil {
		for line := range strings.Lines(string(text)) {
			if name, found := strings.CutPrefix(line, "model name"); found {
				cpu = strings.TrimSpace(strings.TrimLeft(name, "\t :"))
				break
			}
		}
	}
	load := ""
	if text, err := os.ReadFile("/proc/loadavg"); err == nil && len(strings.Fields(string(text))) > 0 {
		load = ", load " + strings.Fields(string(text))[0]
	}
	return fmt.Sprintf("%s, %s/%s, %d cores of %s%s", runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.NumCPU(),
		cpu, load)
}

// measured is what came of the rounds of a row.
type measured struct {
	ours, beside []float64 // beside is empty where there is no floor
}

func (m *measured) line(r *row) string {
	per := r.per
	if per == 0 {
		per = 1
	}
	text := fmt.Sprintf("%s\t%s %s", r.name, short(slices.Min(m.ours)/per), r.unit)
	if len(m.beside) == 0 {
		return text + fmt.Sprintf("\t\t\t%s\t%s", short(slices.Min(m.ours)/per), short(slices.Max(m.ours)/per))
	}
	ratios := make([]float64, len(m.ours))
	for i := range ratios {
		ratios[i] = m.ours[i] / m.beside[i]
	}
	slices.Sort(ratios)
	return text + fmt.Sprintf("\t%s\t%.2f\t%.2f\t%.2f", short(slices.Min(m.beside)/per), ratios[len(ratios)/2],
		ratios[0], ratios[len(ratios)-1])
}

// short writes a number with three digits that count.
func short(v float64) string {
	if v == 0 {
		return "0"
	}
	digits := max(0, 2-int(math.Floor(math.Log10(math.Abs(v)))))
	return fmt.Sprintf("%.*f", digits, v)
}
