package cluster

import (
	"fmt"
	"os/exec"
	"runtime"
	"syscall"
	"time"
)

const (
	// fastStop is how long a server may take to write its checkpoint.
	fastStop = time.Minute
	// hardStop is how long it may take when it is told to drop everything.
	hardStop = 10 * time.Second
)

// process is a running program that cannot outlive us.
type process struct {
	cmd    *exec.Cmd
	exited chan struct{}
	err    error
}

// launch starts a program as the account, in its own process group so that the
// terminal's Ctrl-C reaches only us, and has the kernel send it farewell when we
// die, even by kill -9.
func launch(cmd *exec.Cmd, as account, farewell syscall.Signal) (*process, error) {
	cmd.Dir = "/"
	// Nothing of our environment: PGDATA, PGOPTIONS or a locale would change the server.
	cmd.Env = []string{"PATH=/usr/bin:/bin", "LC_ALL=C", "TZ=UTC"}
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: farewell, Credential: as.id}
	p := &process{cmd: cmd, exited: make(chan struct{})}
	started := make(chan error, 1)
	go func() {
		// The kernel sends the signal when the thread that forked ends, so this
		// thread has to stay as long as the program does.
		runtime.LockOSThread()
		defer runtime.UnlockOSThread()
		defer close(p.exited)
		err := cmd.Start()
		started <- err
		if err == nil {
			p.err = cmd.Wait()
		}
	}()
	if err := <-started; err != nil {
		return nil, fmt.Errorf("%s cannot be started: %w", cmd.Path, err)
	}
	return p, nil
}

// stop ends a server: in good order if it has the time, else at once; the next start
// then recovers. It returns when the process is gone.
func (p *process) stop() error {
	ways := []struct {
		signal  syscall.Signal
		patient time.Duration
	}{{syscall.SIGINT, fastStop}, {syscall.SIGQUIT, hardStop}, {syscall.SIGKILL, hardStop}}
	for _, way := range ways {
		if p.end(way.signal, way.patient) {
			return nil
		}
	}
	return fmt.Errorf("PostgreSQL, process %d, does not end", p.cmd.Process.Pid)
}

func (p *process) end(signal syscall.Signal, patient time.Duration) bool {
	select {
	case <-p.exited:
		return true
	default:
	}
	// It fails only if the process has just ended, which the wait sees.
	_ = p.cmd.Process.Signal(signal)
	over := time.NewTimer(patient)
	defer over.Stop()
	select {
	case <-p.exited:
		return true
	case <-over.C:
		return false
	}
}
