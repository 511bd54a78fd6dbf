import type { Server } from 'node:http'
import { createWebSocketStream, WebSocketServer } from 'ws'
import type { EmbeddedBroker } from '../observe/mqtt/index.ts'

/** A message over WebSocket larger than any MQTT packet we take (bytes). */
const MOST_BYTES = 2_097_152

/** Serves MQTT at `/mqtt` over WebSocket (MQTT 3.1.1, 6), on the port of the portal. */
export function serveWebSocket(server: Pick<Server, 'on'>, broker: Pick<EmbeddedBroker, 'accept'>): void {
  const sockets = new WebSocketServer({
    noServer: true,
    maxPayload: MOST_BYTES,
    handleProtocols: (offered) => (offered.has('mqtt') ? 'mqtt' : false),
  })
  server.on('upgrade', (request, socket, head) => {
    if (request.url?.split('?')[0] !== '/mqtt') return socket.destroy()
    sockets.handleUpgrade(request, socket, head, (opened) => broker.accept(createWebSocketStream(opened)))
  })
}
