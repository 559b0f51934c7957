import { LineChart } from "echarts/charts";
import { GridComponent, LegendComponent } from "echarts/components";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import { type AxisWords, type TimeLine, type TimePainting, timeOption } from "./timeOption";
import { usePainted } from "./usePainted";
import { useFormat, useWords } from "./words";

echarts.use([LineChart, GridComponent, LegendComponent, SVGRenderer]);

/** Lines over time as a picture; its label tells what it shows, and a table beside it has the figures. Load it when needed. */
export function TimeChart(props: {
  label: string;
  lines: readonly TimeLine[];
  /** What the figures are in; euros without it. */
  unit?: string;
}) {
  const { label, lines, unit } = props;
  const { language } = useWords();
  const format = useFormat();
  const painting = usePainted(paintingNow);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const compact = new Intl.NumberFormat(language, {
      notation: "compact",
      maximumFractionDigits: 2,
      ...(unit === undefined && { style: "currency", currency: "EUR" }),
    });
    const words: AxisWords = {
      figure: (figure) => [compact.format(figure), unit].filter(Boolean).join("\u00a0"),
      day: (instant) => format.date(new Date(instant).toISOString().slice(0, 10)),
    };
    const chart = echarts.init(element, null, { renderer: "svg" });
    const draw = () => {
      chart.resize();
      chart.setOption(timeOption(lines, words, painting, element.clientWidth), true);
    };
    draw();
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [lines, painting, language, format, unit]);
  return <div ref={frame} role="img" aria-label={label} style={{ height: "20rem", minWidth: 0 }} />;
}

/** The tokens of the page as they are by day or by night. */
function paintingNow(): TimePainting {
  const style = getComputedStyle(document.body);
  const token = (name: string) => style.getPropertyValue(`--kern-color-${name}`).trim();
  return {
    text: token("layout-text-default-contextual") || style.color,
    muted: token("layout-text-muted-contextual"),
    line: token("layout-border-contextual"),
    font: style.fontFamily,
    tones: {
      main: token("action-default-contextual"),
      second: token("feedback-warning-contextual"),
      limit: token("feedback-danger-contextual"),
    },
  };
}
