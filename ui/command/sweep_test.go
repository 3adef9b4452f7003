package command

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// line runs a command line and returns its exit code and what it printed.
func line(t *testing.T, args ...string) (code int, out, errs string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	code = Main(context.Background(), Host{In: strings.NewReader(""), Out: &stdout, Err: &stderr,
		StateDir: t.TempDir()}, args)
	return code, stdout.String(), stderr.String()
}

func TestStatsIsOneObject(t *testing.T) {
	code, out, errs := line(t, "run", "bounded-buffer", "--stats", "--passes", "5000")
	if code != ExitFine || strings.Count(out, "\n") != 1 {
		t.Fatal(code, out, errs)
	}
	var found struct {
		Passes     int64
		Throughput float64 `json:"throughput_items_per_tick"`
		Intervals  map[string][2]float64
		Queues     []map[string]any
		End        string
	}
	if err := json.Unmarshal([]byte(out), &found); err != nil {
		t.Fatal(err)
	}
	interval := found.Intervals["throughput_items_per_tick"]
	if found.Passes != 5000 || found.Throughput <= interval[0] || found.Throughput >= interval[1] ||
		found.End != "limit" || len(found.Queues) != 1 || found.Queues[0]["name"] != "work" {
		t.Errorf("%+v", found)
	}
	if _, again, _ := line(t, "run", "bounded-buffer", "--stats", "--passes", "5000"); again != out {
		t.Error("the same run measures differently")
	}
}

func TestSweepCommand(t *testing.T) {
	args := []string{"sweep", "bounded-buffer", "--vary", "consumers=1..3", "--vary", "capacity=1..2",
		"--passes", "3000"}
	code, one, errs := line(t, append(args, "--json", "--cores", "1")...)
	_, many, _ := line(t, append(args, "--json", "--cores", "3")...)
	if code != ExitFine || one != many || errs != "" {
		t.Fatal(code, errs, "or the rows depend on the cores")
	}
	rows := strings.Split(strings.TrimSpace(one), "\n")
	knees := 0
	for _, row := range rows {
		var point struct {
			Consumers, Capacity int
			Knee                bool
			Throughput          float64 `json:"throughput_items_per_tick"`
			Wait                float64 `json:"item_wait_ticks"`
		}
		if err := json.Unmarshal([]byte(row), &point); err != nil || point.Throughput <= 0 || point.Wait <= 0 {
			t.Fatal(row, err)
		}
		if point.Knee {
			knees++
		}
	}
	if len(rows) != 6 || knees != 2 {
		t.Errorf("%d rows, %d knees", len(rows), knees)
	}
	_, csv, _ := line(t, append(args, "--csv")...)
	lines := strings.Split(strings.TrimSpace(csv), "\n")
	if len(lines) != 7 || !strings.HasPrefix(lines[0], "consumers,capacity,throughput_items_per_tick,") {
		t.Error(csv)
	}
	for _, l := range lines {
		if strings.Count(l, ",") != strings.Count(lines[0], ",") {
			t.Error(l)
		}
	}
	if _, table, _ := line(t, args...); strings.Count(table, "the knee") != 2 {
		t.Error(table)
	}
}

func TestSweepRefuses(t *testing.T) {
	for _, one := range []struct{ args, says string }{
		{"bounded-buffer", "needs something to vary"},
		{"bounded-buffer --vary consumers", "such as consumers=1..8"},
		{"bounded-buffer --vary consumers=8..1", "the smaller one first"},
		{"bounded-buffer --vary customers=1..2", "nothing called customers"},
		{"bounded-buffer --vary consumers=1..99999", "4096 points"},
		{"no-such-scene --vary consumers=1..2", "no scene"},
		{"bounded-buffer --vary consumers=1..2 --cores 0", "counted from 1"},
	} {
		code, out, errs := line(t, append([]string{"sweep"}, strings.Fields(one.args)...)...)
		if code != ExitUsage || out != "" || !strings.Contains(errs, one.says) {
			t.Errorf("%s: %d %s %s", one.args, code, out, errs)
		}
	}
}

// TestSweepOfAConst: a number of the scene's own, in both forms, and what is said of numbers that do not fit it.
func TestSweepOfAConst(t *testing.T) {
	file := filepath.Join(t.TempDir(), "own.scene")
	text := "package own\nconst (\n\tN    = 3\n\tlate = true\n)\nvar (\n\ta [N]int\n\tw = queue(2 * N)\n)\n" +
		"func f() {\n\tput(w)\n\tif late {\n\t\tyield()\n\t}\n\ttake(w)\n}\nfunc main() { spawn(f, len(a)) }\n"
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := line(t, "sweep", file, "--vary", "N=2..4", "--vary", "late=0..1", "--json")
	rows := strings.Split(strings.TrimSpace(out), "\n")
	if code != ExitFine || len(rows) != 6 {
		t.Fatal(code, out, errs)
	}
	for i, row := range rows {
		var point struct {
			N, Late int
			Passes  int `json:"end_pass"`
			End     string
		}
		if err := json.Unmarshal([]byte(row), &point); err != nil {
			t.Fatal(err)
		}
		n, late := 2+i/2, i%2
		if point.N != n || point.Late != late || point.End != "done" || point.Passes != n*(1+late) {
			t.Errorf("row %d: %+v", i, point)
		}
	}
	for vary, says := range map[string]string{
		"N=0..3":    "with N=0 the scene does not open: " + file + ":7:5: the size of an array",
		"late=1..2": "late is true or false",
		"M=1..3":    "there is nothing called M to vary; what can be varied is N, late",
	} {
		code, out, errs := line(t, "sweep", file, "--vary", vary)
		if code != ExitUsage || out != "" || !strings.Contains(errs, says) {
			t.Errorf("%s: %d %s %s", vary, code, out, errs)
		}
	}
}

// TestASweepMarksBrokenRuns: with when they broke, without numbers, and no knee is named over them.
func TestASweepMarksBrokenRuns(t *testing.T) {
	args := []string{"sweep", "if-instead-of-a-loop", "--vary", "consumers=1..3", "--passes", "3000"}
	_, table, _ := line(t, args...)
	rows := strings.Split(strings.TrimRight(table, "\n"), "\n")
	if len(rows) != 4 || !strings.Contains(rows[1], "####") || strings.Contains(table, "knee") ||
		!strings.HasSuffix(rows[2], "violation in pass 7") || !strings.HasSuffix(rows[3], "violation in pass 8") ||
		strings.ContainsAny(rows[2], "#.") {
		t.Errorf("the table is\n%s", table)
	}
	_, csv, _ := line(t, append(args, "--csv")...)
	if !strings.Contains(csv, ",knee,end,end_pass\n") || !strings.Contains(csv, "\n2,,,,,,,,,,false,violation,7\n") {
		t.Error(csv)
	}
	_, out, _ := line(t, append(args, "--json")...)
	for i, text := range strings.Split(strings.TrimSpace(out), "\n") {
		var row map[string]any
		if err := json.Unmarshal([]byte(text), &row); err != nil {
			t.Fatal(err)
		}
		_, measured := row["throughput_items_per_tick"]
		if broken := i > 0; row["broken"] != broken || measured == broken || row["knee"] != false ||
			broken && (row["end"] != "violation" || row["end_pass"] != float64(6+i)) {
			t.Errorf("row %d: %s", i, text)
		}
	}
	_, table, _ = line(t, "sweep", "deadlock-by-lock-order", "--vary", "slots=8..9", "--passes", "3000")
	if !strings.Contains(table, "deadlock in pass 4") || strings.Contains(table, " 0 ") {
		t.Errorf("a scene without a queue:\n%s", table)
	}
}

// TestSemaphoresAreMeasured: run --stats has a list of semaphores, and a sweep a column for how long one waits.
func TestSemaphoresAreMeasured(t *testing.T) {
	file := filepath.Join(t.TempDir(), "seats.scene")
	if err := os.WriteFile(file, []byte(`package bench
const guests = 3
var (
	seats = semaphore(1)
	first coroutine
)
func guest() {
	for range 20 {
		acquire(seats)
		compute(3)
		release(seats)
	}
}
func host() {
	join(first)
}
func main() {
	first = spawn(guest)
	spawn(guest, guests)
	spawn(host)
}
`), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := line(t, "run", file, "--stats")
	if code != 0 {
		t.Fatal(code, errs)
	}
	var got struct {
		JoinsWaited int `json:"joins_waited"`
		Semaphores  []struct {
			Name  string
			Waits int
			Wait  float64 `json:"wait_ticks"`
			Free  float64 `json:"mean_count"`
		}
	}
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err, out)
	}
	if len(got.Semaphores) != 1 || got.Semaphores[0].Waits < 20 || got.Semaphores[0].Wait <= 3 ||
		got.Semaphores[0].Free > 0.5 || got.JoinsWaited != 1 {
		t.Errorf("measured is %+v", got)
	}
	if _, out, errs = line(t, "sweep", file, "--vary", "guests=1..2", "--csv"); !strings.Contains(out,
		"semaphore_wait_ticks,semaphore_waiters_coroutines,semaphore_mean_count,knee") {
		t.Errorf("the head of the sweep is %q (%s)", out, errs)
	}
}
