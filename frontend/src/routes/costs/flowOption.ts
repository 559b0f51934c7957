import type { CostFlow } from "../../api/cost-reports";

type Kind = CostFlow["nodes"][number]["kind"];

/** The colours of the page, which follow day and night. */
export interface Painting {
  text: string;
  nodes: Readonly<Record<Kind, string>>;
  link: string;
  font: string;
}

/** A name is cut where the picture has no room for it; the table has it whole. */
function fitting(name: string, kind: Kind, width: number): string {
  const most = width < 600 ? 14 : kind === "pool" ? 44 : 30;
  return name.length > most ? `${name.slice(0, most - 1)}…` : name;
}

/**
 * The flow as echarts draws it: pools left, keys in the middle, funders and members, who bear it, right. A link's width is its
 * amount as a float, which is for drawing only; negative ones are drawn with their size.
 */
export function flowOption(
  flow: CostFlow,
  nameOf: (node: CostFlow["nodes"][number]) => string,
  painting: Painting,
  width: number,
) {
  const byId = new Map(flow.nodes.map((node) => [node.id, node]));
  const side = width < 600 ? 96 : 200;
  return {
    animation: false,
    textStyle: { fontFamily: painting.font, fontSize: width < 600 ? 12 : 14 },
    series: [
      {
        type: "sankey",
        left: 2,
        right: side,
        top: 8,
        bottom: 8,
        nodeWidth: 14,
        nodeGap: 18,
        draggable: false,
        emphasis: { focus: "adjacency" },
        label: {
          color: painting.text,
          fontSize: width < 600 ? 12 : 14,
          formatter: ({ name }: { name: string }) => {
            const node = byId.get(name);
            return node ? fitting(nameOf(node), node.kind, width) : "";
          },
        },
        lineStyle: { color: painting.link, opacity: 0.35, curveness: 0.5 },
        data: flow.nodes.map(({ id, kind }) => ({
          name: id,
          depth: depths[kind],
          itemStyle: { color: painting.nodes[kind], borderWidth: 0 },
          label: { position: "right" },
        })),
        links: flow.links.map(({ from, to, amount }) => ({
          source: from,
          target: to,
          value: Math.abs(Number(amount)),
        })),
      },
    ],
  };
}

const depths: Readonly<Record<Kind, number>> = { pool: 0, key: 1, funder: 2, member: 2, others: 2 };
