/** The colours of the page, which follow day and night. */
export interface TimePainting {
  text: string;
  muted: string;
  line: string;
  tones: Readonly<Record<Tone, string>>;
  font: string;
}

/** What a line stands for: what is, what is expected, how far it may go. */
export type Tone = "main" | "second" | "limit";

/** A line over time: days and figures of the server. */
export interface TimeLine {
  name: string;
  points: readonly (readonly [day: string, figure: string])[];
  tone: Tone;
  dashed?: boolean;
  /** Each figure holds until the next. */
  step?: boolean;
}

/** The words on the axes. */
export interface AxisWords {
  figure: (figure: number) => string;
  day: (instant: number) => string;
}

/**
 * Lines over time as echarts draws them. Figures become floats here, which is for drawing only: the table beside
 * the picture has them as they are.
 */
export function timeOption(
  lines: readonly TimeLine[],
  words: AxisWords,
  painting: TimePainting,
  width: number,
) {
  const narrow = width < 600;
  const label = { color: painting.muted, fontSize: narrow ? 11 : 13, hideOverlap: true };
  return {
    animation: false,
    textStyle: { fontFamily: painting.font },
    grid: { left: 8, right: narrow ? 12 : 24, top: narrow ? 56 : 40, bottom: 8, containLabel: true },
    legend: {
      top: 0,
      left: 0,
      icon: "rect",
      itemHeight: 3,
      itemWidth: 20,
      textStyle: { color: painting.text },
    },
    xAxis: {
      type: "time",
      splitNumber: narrow ? 2 : 5,
      axisLabel: { ...label, formatter: words.day },
      axisLine: { lineStyle: { color: painting.line } },
    },
    yAxis: {
      type: "value",
      min: 0,
      splitNumber: 4,
      axisLabel: { ...label, formatter: words.figure },
      splitLine: { lineStyle: { color: painting.line, opacity: 0.5 } },
    },
    series: lines.map(({ name, points, tone, dashed, step }) => ({
      type: "line",
      name,
      symbol: points.length > 40 ? "none" : "circle",
      symbolSize: tone === "limit" ? 0 : 6,
      step: step ? "end" : false,
      color: painting.tones[tone],
      lineStyle: { width: 2, type: dashed ? "dashed" : "solid" },
      data: points.map(([day, figure]) => [day, Number(figure)]),
    })),
  };
}
