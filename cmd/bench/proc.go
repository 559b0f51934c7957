package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// tick is the unit of /proc's processor times: 100 a second on every Linux there is.
const tick = 10 * time.Millisecond

// process is what /proc tells of one.
type process struct {
	parent int
	own    time.Duration // processor time, user and system
	reaped time.Duration // of its children that have ended
}

var errNoProcess = errors.New("the process has ended")

func look(pid int) (process, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return process{}, errNoProcess
	}
	// The command stands in parentheses and may hold anything but what follows the last one.
	end := strings.LastIndexByte(string(text), ')')
	fields := strings.Fields(string(text[end+1:]))
	var p process
	var numbers [5]int64
	for i, at := range []int{1, 11, 12, 13, 14} {
		if numbers[i], err = strconv.ParseInt(fields[at], 10, 64); err != nil {
			return process{}, fmt.Errorf("read /proc/%d/stat: %w", pid, err)
		}
	}
	p.parent = int(numbers[0])
	p.own = time.Duration(numbers[1]+numbers[2]) * tick
	p.reaped = time.Duration(numbers[3]+numbers[4]) * tick
	return p, nil
}

func parentOf(pid int) (int, error) {
	p, err := look(pid)
	return p.parent, err
}

// processorTime is what a process has used so far.
func processorTime(pid int) (time.Duration, error) {
	p, err := look(pid)
	return p.own, err
}

// familyTime is what a process and its children, ended ones too, have used so far.
func familyTime(pid int) (time.Duration, error) {
	first, err := look(pid)
	if err != nil {
		return 0, err
	}
	total := first.own + first.reaped
	folders, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		return 0, fmt.Errorf("list processes: %w", err)
	}
	for _, folder := range folders {
		other, err := strconv.Atoi(filepath.Base(folder))
		if err != nil {
			continue
		}
		if p, err := look(other); err == nil && p.parent == pid {
			total += p.own
		}
	}
	return total, nil
}

// residentMemory is the most that a process has held, in bytes.
func residentMemory(pid int) (int64, error) {
	text, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, errNoProcess
	}
	for line := range strings.Lines(string(text)) {
		if rest, found := strings.CutPrefix(line, "VmHWM:"); found {
			kilobytes, err := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			return kilobytes << 10, err
		}
	}
	return 0, errors.New("no VmHWM in /proc")
}

// forgetMemory has residentMemory begin anew with what the process holds now.
func forgetMemory(pid int) error {
	if err := os.WriteFile(fmt.Sprintf("/proc/%d/clear_refs", pid), []byte("5"), 0); err != nil {
		return fmt.Errorf("forget how much memory was held: %w", err)
	}
	return nil
}

// processorName is what the machine calls its processor.
func processorName() string {
	text, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown"
	}
	for line := range strings.Lines(string(text)) {
		if name, value, found := strings.Cut(line, ":"); found && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "unknown"
}
