import { SankeyChart } from "echarts/charts";
import * as echarts from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { useEffect, useRef } from "react";
import type { CostFlow } from "../../api/cost-reports";
import "./FlowView.css";
import { flowOption, type Painting } from "./flowOption";

echarts.use([SankeyChart, SVGRenderer]);

/** The flow as a picture. What it shows stands in the table beside it too, which is what is read out. */
export function FlowChart(props: {
  flow: CostFlow;
  label: string;
  nameOf: (node: CostFlow["nodes"][number]) => string;
  /** Narrow screens stack the names above the flow's ends. */
  painting: Painting;
  onPick: (nodeId: string) => void;
}) {
  const { flow, label, nameOf, painting, onPick } = props;
  const frame = useRef<HTMLDivElement>(null);
  const latest = useRef({ nameOf, onPick });
  latest.current = { nameOf, onPick };
  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    const chart = echarts.init(element, null, { renderer: "svg" });
    const draw = () => {
      chart.resize();
      chart.setOption(flowOption(flow, latest.current.nameOf, painting, element.clientWidth), true);
    };
    draw();
    chart.on("click", (event) => {
      if (event.dataType === "node") latest.current.onPick(event.name);
    });
    const observer = new ResizeObserver(draw);
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.dispose();
    };
  }, [flow, painting]);
  return (
    <div
      ref={frame}
      className="flow-chart"
      role="img"
      aria-label={label}
      style={{ height: heightOf(flow) }}
    />
  );
}

/** High enough for the column with most nodes, and no higher than a screen. */
function heightOf({ nodes }: CostFlow): number {
  const bearers = nodes.filter(({ kind }) => kind !== "pool" && kind !== "key").length;
  const pools = nodes.filter(({ kind }) => kind === "pool").length;
  return Math.min(860, Math.max(240, Math.max(bearers, pools) * 36));
}
